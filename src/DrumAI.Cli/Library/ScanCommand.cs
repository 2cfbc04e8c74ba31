using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library scan</c>.</summary>
internal static class ScanCommand
{
    private const string Notes = """
        Only what is new or has changed is read. An import that was stopped goes on. After a new model was installed, sounds are classified anew; classes
        that you set yourself stay. Folders are watched that were added with --watch.
        """;

    public static Command Create(Terminal terminal)
    {
        var import = new ImportArguments();
        var command = new NotedCommand("scan", "Looks for changes in the library's folders, and imports them.", Notes);
        var watch = new Option<bool>("--watch") { Description = "Go on, and import changes in watched folders as they happen, until Ctrl+C." };
        command.Add(watch);
        import.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var catalogue = SampleCatalogue.Open(import.Data.FolderOf(result));
            return result.GetValue(watch)
                ? await import.WatchAsync(catalogue, terminal, result, cancellation)
                : await import.RunAsync(catalogue, terminal, result, folderIds: null, cancellation);
        });
        return command;
    }
}
