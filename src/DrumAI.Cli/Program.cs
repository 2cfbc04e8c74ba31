using DrumAI.Cli;
using DrumAI.Cli.Output;

using var terminal = Terminal.Open();
return await CommandLine.RunAsync(args, terminal);
