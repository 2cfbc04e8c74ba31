using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Queries;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Edits;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library list</c>.</summary>
internal static class ListCommand
{
    private const string Notes = """
        Examples:
          drumai library list --class Hat_Open --sort brightness --descending --limit 20
          drumai library list --text "808 kick" --favourite
          drumai library list --unreadable --format jsonl
        """;

    public static Command Create(Terminal terminal)
    {
        var filter = new ListFilter();
        var unreadable = new Option<bool>("--unreadable") { Description = "Files that cannot be read, and why, instead of sounds." };
        var limit = new Option<int?>("--limit") { Description = "How many at most.", HelpName = "N" };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 0) result.AddError("--limit takes a number from 0 on.");
        });
        var data = new DataOption();
        var format = new FormatOption("A table for people, or one JSON object a line.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("list", "Lists the library's sounds.", Notes);
        filter.AddTo(command);
        foreach (var option in new Option[] { unreadable, limit, data, format }) command.Add(option);
        command.SetAction(async (result, cancellation) =>
        {
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            int count = result.GetValue(limit) ?? int.MaxValue;
            if (result.GetValue(unreadable)) UnreadableFiles.Write(catalogue, terminal, format.Of(result), count);
            else await WriteAsync(catalogue, filter.Of(result), count, terminal, format.Of(result), cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task WriteAsync(
        SampleCatalogue catalogue, SampleQuery query, int count, Terminal terminal, ResultFormat format, CancellationToken cancellation)
    {
        using var context = catalogue.CreateContext();
        using var writer = new CatalogueRowWriter(terminal, format);
        await foreach (var row in CatalogueRow.Of(query.ApplyTo(context).Take(count)).WithCancellation(cancellation)) writer.Write(row);
    }

    /// <summary>The options that say which sounds, and in which order.</summary>
    private sealed class ListFilter
    {
        private readonly Option<DrumLabel?> drumClass = LabelParser.Option("--class", "Sounds of this class or sub-class.");
        private readonly Option<string?> text = new("--text") { Description = "Words in the names of file and folders.", HelpName = "WORDS" };
        private readonly Option<string?> tag = new("--tag") { Description = "Sounds that bear this tag.", HelpName = "TAG" };
        private readonly Option<string?> folder = new("--folder") { Description = "Sounds in this folder or below it.", HelpName = "DIR" };
        private readonly Option<bool> favourite = new("--favourite") { Description = "Favourites." };
        private readonly Option<bool> labelled = new("--labelled") { Description = "Sounds whose class was set by hand." };
        private readonly Option<bool> missing = new("--missing") { Description = "Sounds whose files have gone, instead of the others." };
        private readonly Option<bool> descending = new("--descending") { Description = "The greatest first." };
        private readonly ChoiceOption<SampleOrder> sort =
            new("--sort", "The order.", [.. Enum.GetValues<SampleOrder>().Select(o => (o.ToString().ToLowerInvariant(), o))]);

        public void AddTo(Command command)
        {
            foreach (var option in new Option[] { drumClass, text, tag, folder, favourite, labelled, missing, sort, descending }) command.Add(option);
        }

        public SampleQuery Of(ParseResult result) => new()
        {
            Class = result.GetValue(drumClass)?.Name,
            Text = result.GetValue(text),
            Tag = result.GetValue(tag),
            Folder = result.GetValue(folder),
            IsFavourite = result.GetValue(favourite) ? true : null,
            IsLabelled = result.GetValue(labelled) ? true : null,
            IsMissing = result.GetValue(missing),
            Order = sort.Of(result),
            IsDescending = result.GetValue(descending),
        };
    }
}
