using DrumAI.Catalogue.Entities;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Edits;

/// <summary>Reads and writes what can be edited about sounds, and writes each change down; within one transaction.</summary>
internal sealed class EditStatements : IDisposable
{
    private readonly EditKind kind;
    private readonly long now;
    private readonly Statement label;
    private readonly Statement favourite;
    private readonly Statement bears;
    private readonly Statement own;
    private readonly Statement addEdit;
    private readonly Statement addItem;
    private readonly Statement[] set;
    private long? edit;

    public EditStatements(SqliteConnection connection, EditKind kind, DateTimeOffset now = default)
    {
        this.kind = kind;
        this.now = now.ToUnixTimeMilliseconds();
        label = new Statement(connection, "SELECT COALESCE(LabelSubclass, LabelClass) FROM Samples WHERE Id = $1", 1);
        favourite = new Statement(connection, "SELECT 1 FROM Samples WHERE Id = $1 AND IsFavourite", 1);
        bears = new Statement(connection, "SELECT 1 FROM SampleTags s JOIN Tags t ON t.Id = s.TagId WHERE s.SampleId = $1 AND t.Name = $2", 2);
        own = new Statement(connection, "SELECT Name FROM OwnClasses WHERE Name = $1", 1);
        addEdit = new Statement(connection, "INSERT INTO Edits (Kind, DoneAt) VALUES ($1, $2) RETURNING Id", 2);
        addItem = new Statement(connection, "INSERT INTO EditItems (EditId, SampleId, Before, After) VALUES ($1, $2, $3, $4)", 4);
        set =
        [
            new Statement(connection, "UPDATE Samples SET LabelClass = $2, LabelSubclass = $3 WHERE Id = $1", 3),
            new Statement(connection, "UPDATE Samples SET IsFavourite = $2 WHERE Id = $1", 2),
            new Statement(connection, "INSERT OR IGNORE INTO Tags (Name) VALUES ($1)", 1),
            new Statement(connection, "INSERT OR IGNORE INTO SampleTags (SampleId, TagId) SELECT $1, Id FROM Tags WHERE Name = $2", 2),
            new Statement(connection, "DELETE FROM SampleTags WHERE SampleId = $1 AND TagId = (SELECT Id FROM Tags WHERE Name = $2)", 2),
            new Statement(connection, "DELETE FROM Tags WHERE Name = $1 AND NOT EXISTS (SELECT 1 FROM SampleTags s WHERE s.TagId = Tags.Id)", 1),
        ];
    }

    /// <summary>How many changes were made.</summary>
    public int ChangeCount { get; private set; }

    /// <summary>The name of the class or sub-class that was set by hand; null where none was.</summary>
    public string? LabelOf(long sample) => (string?)label.Scalar(sample);

    public bool IsFavourite(long sample) => favourite.Scalar(sample) is not null;

    public bool Bears(long sample, string tag) => bears.Scalar(sample, tag) is not null;

    /// <summary>Makes a change, if it is one, and writes it down.</summary>
    public void Apply(long sample, string? before, string? after)
    {
        if (before == after) return;
        edit ??= (long)addEdit.Scalar((int)kind, now)!;
        Set(sample, before, after);
        addItem.Execute(edit, sample, before, after);
        ChangeCount++;
    }

    /// <summary>Whether a sound still has what a change gave it.</summary>
    public bool Stands(long sample, string? before, string? after) => kind switch
    {
        EditKind.Label => LabelOf(sample) == after,
        EditKind.Favourite => IsFavourite(sample) == after is not null,
        _ => after is null ? !Bears(sample, before!) : Bears(sample, after),
    };

    /// <summary>Puts one value in another's place.</summary>
    public void Set(long sample, string? from, string? to)
    {
        switch (kind)
        {
            case EditKind.Label:
                var parsed = to is null ? null : Parse(to);
                set[0].Execute(sample, parsed?.Class, parsed?.Subclass);
                break;
            case EditKind.Favourite:
                set[1].Execute(sample, to is null ? 0 : 1);
                break;
            case EditKind.Tag when to is not null:
                set[2].Execute(to);
                set[3].Execute(sample, to);
                break;
            case EditKind.Tag:
                set[4].Execute(sample, from);
                set[5].Execute(from);
                break;
            default:
                throw new InvalidOperationException($"There is no such kind of edit: {kind}.");
        }
    }

    /// <summary>A class of the taxonomy, or an own one; null where there is no such class any more.</summary>
    private DrumLabel? Parse(string name) => DrumLabel.Parse(name) ?? ((string?)own.Scalar(name) is { } found ? new DrumLabel(found, Subclass: null) : null);

    public void Dispose()
    {
        foreach (var statement in new[] { label, favourite, bears, own, addEdit, addItem }) statement.Dispose();
        foreach (var statement in set) statement.Dispose();
    }
}
