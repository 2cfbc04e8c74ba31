using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;
using DrumAI.Classification;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>The options of commands that import, and the import itself.</summary>
internal sealed class ImportArguments
{
    private static readonly string[] StageNames = ["listed", "classified", "measured"];

    private readonly FormatOption format = new("A few lines for people, or one JSON object.", ResultFormat.Table, ResultFormat.Jsonl);
    private readonly ModelOption model = new("Folder of the model to hear with, instead of the one that is built in.");
    private readonly ThreadsOption threads = new();
    private readonly Option<string> until = new("--until")
    {
        Description = "The last step to take.",
        HelpName = string.Join('|', StageNames),
        DefaultValueFactory = _ => StageNames[^1],
    };

    public ImportArguments()
    {
        until.CompletionSources.Add(StageNames);
        until.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !StageNames.Contains(token.Value))
                result.AddError($"there is no step {token.Value}; --until takes {string.Join(", ", StageNames[..^1])} or {StageNames[^1]}.");
        });
    }

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
        using var classifier = DrumClassifier.Load(model.DirectoryOf(result));
        var options = new ImportOptions
        {
            ThreadCount = threads.CountOf(result),
            Until = Enum.Parse<SampleStage>(result.GetRequiredValue(until), ignoreCase: true),
        };
        ImportSummary summary;
        using (var progress = new ImportProgressLine(terminal))
        {
            var import = new LibraryImport(catalogue, classifier, options) { Report = progress.Show };
            summary = await import.RunAsync(folderIds, cancellation);
        }

        ImportSummaryWriter.Write(terminal, summary, format.Of(result));
        return summary.Unreadable > 0 ? ExitCode.SomeUnreadable : ExitCode.Success;
    }
}
