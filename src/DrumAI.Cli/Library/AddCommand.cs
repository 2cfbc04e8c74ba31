using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library add</c>.</summary>
internal static class AddCommand
{
    private const string Notes = """
        The sounds are listed first, then classified, then measured; each step can be used as it completes. Ctrl+C stops at any time: what is done is
        kept, and "drumai library scan" goes on from there. Your files are only read.

        Exit codes:
          0    all was done
          3    some files could not be read; "drumai library list --unreadable" says why
          2    the command line makes no sense
          1    anything else
          130  stopped by Ctrl+C
        """;

    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Folders of sounds, with all that lies below them.", Arity = ArgumentArity.OneOrMore };
        var watch = new Option<bool>("--watch") { Description = "Follow changes in these folders while a program watches." };
        var import = new ImportArguments();
        var command = new NotedCommand("add", "Adds folders to the library, and imports what is in them.", Notes) { folders, watch };
        import.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var catalogue = SampleCatalogue.Open(import.Data.FolderOf(result));
            var library = new LibraryFolders(catalogue);
            bool? isWatched = result.GetValue(watch) ? true : null;
            long[] ids = [.. result.GetRequiredValue(folders).Select(f => library.Add(f, isWatched).Id).Distinct()];
            return await import.RunAsync(catalogue, terminal, result, ids, cancellation);
        });
        return command;
    }
}
