using DrumAI.Lab.Datasets;
using DrumAI.Taxonomy;
using DrumAI.Training;
using Spectre.Console;

namespace DrumAI.Lab.Labelling;

/// <summary>
/// Scores the definitions against a pool that is labelled already (<c>labels.csv</c>; the first folder of a path is its source), source by source: on all its files,
/// and on those that were held out while the rules were written (<see cref="HeldOutPaths"/>).
/// </summary>
internal sealed class PoolScore
{
    private readonly List<Row> rows = [];
    private readonly IReadOnlySet<string> heldOut;
    private readonly DatasetShelf shelf;

    /// <param name="folder">The pool.</param>
    /// <param name="shelf">The definitions.</param>
    public PoolScore(string folder, DatasetShelf shelf)
    {
        this.shelf = shelf;
        var labellers = new Dictionary<string, Labeller>(StringComparer.Ordinal);
        foreach (var record in Csv.ReadTable(Path.Combine(folder, "labels.csv"), "path", "source", "kit", "class", "subclass"))
        {
            if (!labellers.TryGetValue(record[1], out var labeller))
                labellers.Add(record[1], labeller = new Labeller(shelf.OfFolder(record[1]), shelf, DrumTaxonomy.Default));
            // The source's own folder says nothing that its makers said.
            rows.Add(new Row(labeller.Decide(record[0][(record[0].IndexOf('/', StringComparison.Ordinal) + 1)..]), record[0], record[1], record[2], record[3], record[4]));
        }

        heldOut = HeldOutPaths.Of([.. rows.Select(r => (r.Path, r.Source, r.Kit))], HasDefinition);
    }

    /// <summary>Prints the table: first the sources that have a definition, then those that the general one labels.</summary>
    public void Print(IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("source", "definition", "files", "class", "class and sub-class", "unlabelled", "contradictory", "held out", "class", "class and sub-class");
        for (int column = 2; column < table.Columns.Count; column++) table.Columns[column].RightAligned();
        foreach (bool defined in (bool[])[true, false])
        {
            var part = rows.Where(r => HasDefinition(r.Source) == defined).ToArray();
            if (part.Length == 0) continue;
            foreach (var source in part.GroupBy(r => r.Source).OrderBy(g => g.Key, StringComparer.Ordinal)) Add(table, source.Key, shelf.OfFolder(source.Key).Name, [.. source]);
            Add(table, defined ? "all with a definition" : "all without one", "", part);
            if (!defined) Add(table, "of these, sources unseen as a whole", "", [.. part.Where(r => HeldOutPaths.IsUnseenSource(r.Source, HasDefinition))]);
            table.AddEmptyRow();
        }

        console.Write(table);
    }

    /// <summary>Files whose label differs, each with the reason; of those that were held out nothing is told.</summary>
    public IEnumerable<string> Differences() => rows
        .Where(r => !heldOut.Contains(r.Path) && (r.Decision.Class != r.Class || (r.Decision.Subclass ?? "") != r.Subclass))
        .Select(r => $"{r.Path}: {r.Class} {r.Subclass}, but the rules say {r.Decision.Class ?? "nothing"} {r.Decision.Subclass} ({r.Decision.Rule}; {r.Decision.Text ?? r.Decision.Excluded})");

    private bool HasDefinition(string source) => shelf.OfFolder(source).Name != DatasetShelf.General;

    private void Add(Table table, string name, string definition, Row[] part)
    {
        var all = LabelScore.Of([.. part.Select(r => (r.Decision, r.Class, r.Subclass))]);
        var held = LabelScore.Of([.. part.Where(r => heldOut.Contains(r.Path)).Select(r => (r.Decision, r.Class, r.Subclass))]);
        table.AddRow(name, definition, $"{all.Files}", $"{all.Class:P1}", $"{all.Label:P1}", $"{all.Unlabelled}", $"{all.Contradictory}", $"{held.Files}", Share(held, held.Class), Share(held, held.Label));
    }

    private static string Share(LabelScore score, double share) => score.Files == 0 ? "" : $"{share:P1}";

    private sealed record Row(LabelDecision Decision, string Path, string Source, string Kit, string Class, string Subclass);
}
