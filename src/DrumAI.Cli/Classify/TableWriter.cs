using System.Globalization;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Output;
using DrumAI.Cli.Sounds;
using DrumAI.Taxonomy;
using Spectre.Console;

namespace DrumAI.Cli.Classify;

/// <summary>
/// For people: a row for each sound, then totals by class, then what could not be read. On a terminal rows fit the window and have
/// colours; elsewhere they are plain text with whole paths.
/// </summary>
internal sealed class TableWriter : IResultWriter
{
    private const string ConfidenceHeading = "Confidence";
    private const int Gap = 2;
    private const int MinPathWidth = 20;
    private const int WidthStep = 8;

    private readonly Terminal terminal;
    private readonly ClassTotals totals;
    private readonly Dictionary<string, string> displayNames;
    private readonly int classWidth;
    private readonly int subclassWidth;
    private int pathWidth;

    public TableWriter(Terminal terminal, DrumTaxonomy taxonomy)
    {
        this.terminal = terminal;
        totals = new ClassTotals(taxonomy);
        displayNames = taxonomy.Classes.Select(c => (c.Name, c.Display)).Concat(taxonomy.Subclasses.Select(s => (s.Name, s.Display)))
            .ToDictionary(e => e.Name, e => e.Display["en"], StringComparer.Ordinal);
        classWidth = taxonomy.Classes.Max(c => displayNames[c.Name].Length);
        subclassWidth = taxonomy.Subclasses.Max(s => displayNames[s.Name].Length);
        int rest = classWidth + subclassWidth + ConfidenceHeading.Length + "loop".Length + 4 * Gap;
        // In plain text there is no edge to fit: the column starts narrow and widens as longer paths come by.
        pathWidth = terminal.IsInteractive ? Math.Max(MinPathWidth, terminal.Width - 1 - rest) : 40;
    }

    public void Begin() => terminal.Out.WriteLine(
        Style("1", $"{CellText.FitPath("Path", pathWidth)}  {"Class".PadRight(classWidth)}  {"Sub-class".PadRight(subclassWidth)}  {ConfidenceHeading}"));

    public void Write(SoundRow<Prediction> row)
    {
        totals.Add(row);
        string path = CellText.Printable(row.Path);
        if (!terminal.IsInteractive)
            while (pathWidth < path.GetCellWidth()) pathWidth += WidthStep;
        path = CellText.FitPath(path, pathWidth);
        if (row.Result is { } prediction)
        {
            string subclass = prediction.Subclass is { } name ? displayNames[name] : "";
            string colour = prediction.Confidence switch { >= 0.8f => "32", >= 0.5f => "33", _ => "31" };
            string confidence = Percent(prediction.Confidence).PadLeft(ConfidenceHeading.Length);
            string loop = prediction.Kind == SoundKind.Loop ? "  loop" : "";
            terminal.Out.WriteLine(
                $"{path}  {Style("1", displayNames[prediction.Class].PadRight(classWidth))}  {subclass.PadRight(subclassWidth)}  {Style(colour, confidence)}{Style("2", loop)}");
        }
        else if (row.Error is { } error)
        {
            terminal.Out.WriteLine($"{path}  {Style("31", $"not read: {CellText.Printable(error.Message)}")}");
        }

        foreach (string warning in row.Warnings)
            terminal.Out.WriteLine($"{new string(' ', Gap)}{Style("33", $"warning: {CellText.Printable(warning)}")}");
    }

    public void End()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        console.Profile.Width = terminal.Width;
        terminal.Out.WriteLine();
        if (totals.SoundCount > 0) console.Write(TotalsTable());
        WriteSummary();
        Flush();
    }

    public void Flush() => terminal.Out.Flush();

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100)} %");

    private Table TotalsTable()
    {
        var table = new Table { Border = terminal.HasColour ? TableBorder.Rounded : TableBorder.None, UseSafeBorder = false };
        table.AddColumn("Class");
        table.AddColumn(new TableColumn("Sounds").RightAligned());
        table.AddColumn(new TableColumn("Share").RightAligned());
        foreach (var (drumClass, count, subclasses) in totals.Classes)
        {
            AddRow(table, Markup.Escape(displayNames[drumClass.Name]), count, "bold");
            foreach (var (subclass, subclassCount) in subclasses)
                AddRow(table, "  " + Markup.Escape(displayNames[subclass.Name]), subclassCount, "dim");
        }

        return table;
    }

    private void AddRow(Table table, string name, int count, string style) => table.AddRow(
        $"[{style}]{name}[/]", string.Create(CultureInfo.InvariantCulture, $"{count:N0}"), Percent((double)count / totals.SoundCount));

    private void WriteSummary()
    {
        var output = terminal.Out;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Plural(totals.SoundCount, "sound")}: {Plural(totals.SoundCount - totals.LoopCount, "one-shot")}, {Plural(totals.LoopCount, "loop")}."));
        if (totals.ErrorCount == 0) return;
        output.WriteLine();
        output.WriteLine(Style("31", $"{Plural(totals.ErrorCount, "file")} could not be read:"));
        foreach (var (path, error) in totals.Errors)
            output.WriteLine($"  {CellText.Printable(path)}: {CellText.Printable(error.Message)}");
        if (totals.ErrorCount > totals.Errors.Count)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {totals.ErrorCount - totals.Errors.Count:N0} more, marked above."));
    }

    private static string Plural(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private string Style(string code, string text) => terminal.HasColour && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
