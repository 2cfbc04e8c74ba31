using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;
using DrumAI.Catalogue.Watching;
using DrumAI.Classification;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>The options of commands that import, and the import itself.</summary>
internal sealed class ImportArguments
{
    private readonly FormatOption format = new("A few lines for people, or one JSON object.", ResultFormat.Table, ResultFormat.Jsonl);
    private readonly ModelOption model = new("Folder of the model to hear with, instead of the one that the library was last heard with.");
    private readonly ThreadsOption threads = new();
    private readonly ChoiceOption<SampleStage> until = new(
        "--until",
        "The last step to take.",
        ("measured", SampleStage.Measured),
        ("classified", SampleStage.Classified),
        ("listed", SampleStage.Listed));

    public DataOption Data { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(until);
        command.Add(Data);
        command.Add(format);
        command.Add(model);
        command.Add(threads);
    }

    /// <summary>Imports and says what came of it.</summary>
    public async Task<int> RunAsync(
        SampleCatalogue catalogue, Terminal terminal, ParseResult result, IReadOnlyCollection<long>? folderIds, CancellationToken cancellation)
    {
        using var classifier = DrumClassifier.Load(model.DirectoryOf(result, catalogue.Folder));
        ImportSummary summary;
        using (var gate = new PauseGate())
        using (var progress = new ImportProgressLine(terminal))
        using (PauseKey.Start(terminal, gate))
        {
            var import = new LibraryImport(catalogue, classifier, OptionsOf(result)) { Report = progress.Show, Gate = gate };
            summary = await import.RunAsync(folderIds, cancellation);
        }

        ImportSummaryWriter.Write(terminal, summary, format.Of(result));
        return summary.Unreadable > 0 ? ExitCode.SomeUnreadable : ExitCode.Success;
    }

    /// <summary>Imports what changes in watched folders, and says so each time, until it is stopped.</summary>
    public async Task<int> WatchAsync(SampleCatalogue catalogue, Terminal terminal, ParseResult result, CancellationToken cancellation)
    {
        if (!LibraryStatus.Read(catalogue).Folders.Any(f => f.IsWatched))
            throw new CatalogueException("No folder is watched. Add one with \"drumai library add FOLDER --watch\".");
        using var classifier = DrumClassifier.Load(model.DirectoryOf(result, catalogue.Folder));
        using var progress = new ImportProgressLine(terminal);
        var watcher = new LibraryWatcher(catalogue, classifier, OptionsOf(result))
        {
            Report = progress.Show,
            Imported = summary =>
            {
                progress.Erase();
                ImportSummaryWriter.Write(terminal, summary, format.Of(result));
                terminal.Out.Flush();
            },
        };
        await watcher.RunAsync(cancellation);
        return ExitCode.Success;
    }

    private ImportOptions OptionsOf(ParseResult result) => new()
    {
        ThreadCount = threads.CountOf(result),
        Until = until.Of(result),
    };
}
