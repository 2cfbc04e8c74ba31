using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Search;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Search;

/// <summary>The sub-command <c>search</c>.</summary>
internal static class SearchCommand
{
    private const string Notes = """
        A query may name, in English or French and with typing errors:
          classes       kick, bd, grosse caisse, open hat, oh, charley ouvert, rim, perc; several are alternatives
          timbre        bright, dark, warm, hard, soft, boomy, rough, sharp, deep, long, short, loud, punchy ...: for its class; very bright asks for more
          names         any other word, or the beginning of one, of file and folder names; "in quotes" exactly
          and also      tag:live  folder:old  class:Hat_Open  name:kick  len<0.3  len:0.1-0.5  is:favourite  is:loop
          not           -word, -tag:live, -class:Snare and so on

        Examples:
          drumai search short bright open hat
          drumai search 'kick 808 -loop len<0.5' --format jsonl | jq -r .path
          drumai search caisse claire sombre très courte
        """;

    public static Command Create(Terminal terminal)
    {
        var text = new QueryArgument();
        var count = new CountOption("-n", usual: 50, what: "sounds");
        var data = new DataOption();
        var format = new FormatOption("A table for people, or one JSON object a line.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("search", "Finds sounds of the library by what they are, how they sound and what they are called.", Notes) { text, count, data, format };
        command.SetAction(result => Run(text.TextOf(result), result.GetValue(count), data.FolderOf(result), format.Of(result), terminal));
        return command;
    }

    private static int Run(string text, int count, string dataFolder, ResultFormat format, Terminal terminal)
    {
        using var catalogue = SampleCatalogue.Open(dataFolder);
        using var list = new SampleList(catalogue);
        using var search = new LibrarySearch(catalogue, list);
        var query = search.Parse(text);
        string[] problems = [.. query.Problems];
        foreach (string problem in problems) terminal.Error.WriteLine($"drumai search: {CellText.Printable(problem)}.");
        if (problems.Length > 0) return ExitCode.Usage;

        var heading = format == ResultFormat.Table ? terminal.Out : terminal.Error;
        heading.WriteLine($"Looking for: {CellText.Printable(query.Explanation)}.");
        var found = search.Find(query, count);
        ScoredRows.Write(catalogue, found.Best, terminal, format);
        if (format == ResultFormat.Table) terminal.Out.WriteLine(Summary(found.Count, found.Best.Count));
        return ExitCode.Success;
    }

    private static string Summary(int count, int shown) =>
        count == 0 ? "Nothing was found." : FormattableString.Invariant($"{count:N0} found{(shown < count ? FormattableString.Invariant($", the best {shown:N0} shown") : "")}.");
}
