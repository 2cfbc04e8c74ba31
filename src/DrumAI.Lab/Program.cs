using System.CommandLine;
using DrumAI.Lab;
using DrumAI.Training;

// Before anything can load torch.
TorchRuntime.Prepare();

const int wrongUsage = 2;
var root = new RootCommand("Trains and measures the networks that tell drum sounds apart.")
{
    TrainCommand.Create(),
    EvaluateCommand.Create(),
};
var parsed = root.Parse(args);
int answer = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? wrongUsage : answer;
