using DrumAI.Catalogue.Entities;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Edits;

/// <summary>
/// What the musician says of sounds: their class, tags, favourites. Each call is one edit, of one or a thousand sounds; it is written down and can be
/// undone. Undoing writes down when, and forgets nothing.
/// </summary>
public sealed class LibraryEdits(SampleCatalogue catalogue, TimeProvider? time = null)
{
    private const string Yes = "yes";
    private const int MaxTagLength = 100;

    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Sets the class of sounds by hand; it stays, whatever any model hears. Null takes it away again.</summary>
    /// <returns>How many sounds had another before.</returns>
    public int SetLabel(IReadOnlyCollection<long> sampleIds, DrumLabel? label) => Edit(EditKind.Label, edit =>
    {
        foreach (long id in sampleIds) edit.Apply(id, edit.LabelOf(id), label?.Name);
    });

    /// <summary>Sets the classes of sounds by hand, each its own, as one edit.</summary>
    /// <returns>How many sounds had another before.</returns>
    public int SetLabels(IReadOnlyDictionary<long, DrumLabel> labels) => Edit(EditKind.Label, edit =>
    {
        foreach (var (id, label) in labels) edit.Apply(id, edit.LabelOf(id), label.Name);
    });

    /// <summary>Puts tags on sounds, and takes others off.</summary>
    /// <returns>How many tags were put on or taken off.</returns>
    /// <exception cref="ArgumentException">A tag is empty, too long, or has control characters.</exception>
    public int ChangeTags(IReadOnlyCollection<long> sampleIds, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove)
    {
        string[] added = [.. add.Select(Checked)], removed = [.. remove.Select(Checked)];
        return Edit(EditKind.Tag, edit =>
        {
            foreach (long id in sampleIds)
            {
                foreach (string tag in added)
                    if (!edit.Bears(id, tag)) edit.Apply(id, before: null, after: tag);
                foreach (string tag in removed)
                    if (edit.Bears(id, tag)) edit.Apply(id, before: tag, after: null);
            }
        });
    }

    /// <summary>Marks sounds as favourites, or takes the mark away.</summary>
    /// <returns>How many changed.</returns>
    public int SetFavourite(IReadOnlyCollection<long> sampleIds, bool isFavourite) => Edit(EditKind.Favourite, edit =>
    {
        foreach (long id in sampleIds) edit.Apply(id, edit.IsFavourite(id) ? Yes : null, isFavourite ? Yes : null);
    });

    /// <summary>Undoes the last edit that was not undone yet.</summary>
    /// <param name="kind">The kind of edit; null for the last of any kind.</param>
    /// <returns>The sounds that it gave back what they had; none where there is nothing to undo.</returns>
    public IReadOnlyList<long> Undo(EditKind? kind = null)
    {
        using var connection = catalogue.OpenConnection();
        var undone = new List<long>();
        WriteTransaction.Run(connection, () =>
        {
            if (FindLast(connection, kind) is var (edit, editKind)) Undo(connection, edit, editKind, undone);
        });
        return undone;
    }

    /// <summary>Undoes one edit, whatever was done after it. Where a later edit has changed a sound once more, that stands.</summary>
    /// <param name="edit">Number of the edit in <see cref="EditHistory"/>.</param>
    /// <returns>The sounds that it gave back what they had.</returns>
    /// <exception cref="CatalogueException">There is no such edit, or it was undone already.</exception>
    public IReadOnlyList<long> UndoEdit(long edit)
    {
        using var connection = catalogue.OpenConnection();
        var undone = new List<long>();
        WriteTransaction.Run(connection, () =>
        {
            using var find = new Statement(connection, "SELECT Kind, UndoneAt IS NOT NULL FROM Edits WHERE Id = $1", 1);
            EditKind kind;
            using (var reader = find.Read(edit))
            {
                if (!reader.Read()) throw new CatalogueException($"There is no edit {edit}.");
                if (reader.GetBoolean(1)) throw new CatalogueException($"Edit {edit} was undone already.");
                kind = (EditKind)reader.GetInt32(0);
            }

            Undo(connection, edit, kind, undone);
        });
        return undone;
    }

    private void Undo(SqliteConnection connection, long edit, EditKind kind, List<long> undone)
    {
        using var apply = new EditStatements(connection, kind);
        using var items = new Statement(connection, "SELECT SampleId, Before, After FROM EditItems WHERE EditId = $1 ORDER BY Id DESC", 1);
        foreach (var (sample, before, after) in ReadItems(items, edit))
        {
            if (!apply.Stands(sample, before, after)) continue;
            apply.Set(sample, from: after, to: before);
            undone.Add(sample);
        }

        using var done = new Statement(connection, "UPDATE Edits SET UndoneAt = $2 WHERE Id = $1", 2);
        done.Execute(edit, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static (long Edit, EditKind Kind)? FindLast(SqliteConnection connection, EditKind? kind)
    {
        using var last = new Statement(
            connection, "SELECT Id, Kind FROM Edits WHERE Kind = COALESCE($1, Kind) AND UndoneAt IS NULL ORDER BY Id DESC LIMIT 1", 1);
        using var reader = last.Read((int?)kind);
        return reader.Read() ? (reader.GetInt64(0), (EditKind)reader.GetInt32(1)) : null;
    }

    private static List<(long Sample, string? Before, string? After)> ReadItems(Statement statement, long edit)
    {
        using SqliteDataReader reader = statement.Read(edit);
        var items = new List<(long, string?, string?)>();
        while (reader.Read()) items.Add((reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        return items;
    }

    private static string Checked(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        tag = tag.Trim();
        if (tag.Length is 0 or > MaxTagLength || tag.Any(char.IsControl))
            throw new ArgumentException($"A tag has 1 to {MaxTagLength} characters, none of them a control character.", nameof(tag));
        return tag;
    }

    private int Edit(EditKind kind, Action<EditStatements> changes)
    {
        using var connection = catalogue.OpenConnection();
        int count = 0;
        WriteTransaction.Run(connection, () =>
        {
            using var statements = new EditStatements(connection, kind, time.GetUtcNow());
            changes(statements);
            count = statements.ChangeCount;
        });
        return count;
    }
}
