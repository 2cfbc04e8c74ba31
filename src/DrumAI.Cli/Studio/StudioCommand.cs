using System.CommandLine;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Studio;

namespace DrumAI.Cli.Studio;

/// <summary>The sub-command <c>studio</c>.</summary>
internal static class StudioCommand
{
    private const string Notes = """
        The Studio runs in your browser and answers to this machine alone. Your files are only read. Ctrl+C ends it; an import that was under way goes on
        the next time.

        Examples:
          drumai studio
          drumai studio ~/Samples
          drumai studio --port 0 --no-browser
        """;

    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Folders to add to the library, with all that lies below them.", Arity = ArgumentArity.ZeroOrMore };
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one.", HelpName = "N", DefaultValueFactory = _ => StudioOptions.DefaultPort };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535) result.AddError("--port takes a number from 0 to 65535.");
        });
        var noBrowser = new Option<bool>("--no-browser") { Description = "Do not open the browser." };
        var data = new DataOption();
        var model = new ModelOption("Folder of the model to hear with, instead of the one that the library was last heard with.");
        var command = new NotedCommand("studio", "Opens your library in the browser: map, list, search, corrections.", Notes) { folders, port, noBrowser, data, model };
        command.SetAction(async (result, cancellation) =>
        {
            var options = new StudioOptions
            {
                Port = result.GetValue(port),
                DataFolder = data.FolderOf(result),
                ModelFolder = result.GetValue(model),
                Folders = result.GetValue(folders) ?? [],
            };
            await using var studio = await StudioServer.StartAsync(options, cancellation);
            await terminal.Out.WriteLineAsync($"listening on {studio.Address}");
            await terminal.Out.FlushAsync(CancellationToken.None);
            if (!result.GetValue(noBrowser)) Browser.Open(studio.Address, terminal.Error);
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Success;
        });
        return command;
    }
}
