using System.Text;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Tests;

/// <summary>What a command answered.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command line within this process.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="width">Columns of the window; a person watches where it is given, otherwise output goes to a file.</param>
    public static async Task<CommandResult> RunAsync(string[] args, int? width = null)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using (var terminal = new Terminal(output, error) { IsInteractive = width is not null, Width = width ?? 100 })
        {
            int code = await CommandLine.RunAsync(args, terminal);
            terminal.Flush();
            return new CommandResult(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
        }
    }
}
