using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DrumAI.Cli;

/// <summary>The usual help, and below it the command's notes.</summary>
internal sealed class NotedHelp : SynchronousCommandLineAction
{
    private readonly HelpAction help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is NotedCommand command) parseResult.InvocationConfiguration.Output.WriteLine(command.Notes);
        return code;
    }
}
