using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library scan</c>.</summary>
internal static class ScanCommand
{
    private const string Notes = """
        Only what is new or has changed is read. An import that was stopped goes on. After a new model was installed, sounds are classified anew; classes
        that you set yourself stay.
        """;

    public static Command Create(Terminal terminal)
    {
        var import = new ImportArguments();
        var command = new NotedCommand("scan", "Looks for changes in the library's folders, and imports them.", Notes);
        import.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var catalogue = SampleCatalogue.Open(import.Data.FolderOf(result));
            return await import.RunAsync(catalogue, terminal, result, folderIds: null, cancellation);
        });
        return command;
    }
}
