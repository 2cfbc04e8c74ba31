using System.CommandLine;
using DrumAI.Lab;
using DrumAI.Lab.Audit;
using DrumAI.Lab.Datasets;
using DrumAI.Lab.Labelling;
using DrumAI.Lab.Models;
using DrumAI.Lab.Retraining;
using DrumAI.Lab.Splits;
using DrumAI.Lab.Store;
using DrumAI.Lab.Study;
using DrumAI.Training;

// Before anything can load torch.
TorchRuntime.Prepare();

const int wrongUsage = 2;
var root = new RootCommand("The model builder's bench: data sets, labels and their audit, splits, features; and the networks that are trained on them.")
{
    DatasetsCommand.Create(),
    LabelCommand.Create(),
    AuditCommand.Create(),
    FeaturesCommand.Create(),
    SplitCommand.Create(),
    ModelsCommand.Create(),
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    ExperimentCommand.Create(),
    StudyCommand.Create(),
    CompareCommand.Create(),
    WorkerCommand.Create(),
};
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
int answer = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? wrongUsage : answer;
