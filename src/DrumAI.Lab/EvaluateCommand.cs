using System.CommandLine;
using System.CommandLine.Parsing;
using DrumAI.Training;

namespace DrumAI.Lab;

/// <summary><c>drumai-lab evaluate</c>: measures predictions, or a model on labelled sounds; prints the tables, and writes reports and pictures.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var work = new Option<DirectoryInfo>("--work")
        {
            Description = "Folder that was trained in: its predictions by library and at random are measured, its logs drawn.",
            DefaultValueFactory = _ => new DirectoryInfo(TrainCommand.DefaultWork),
        };
        var predictions = new Option<FileInfo[]>("--predictions")
        {
            Description = "Measure these predictions instead, pooled, as training writes them (JSON lines).",
            AllowMultipleArgumentsPerToken = true,
        };
        predictions.AcceptExistingOnly();
        var protocol = new Option<string>("--protocol")
        {
            Description = "How training and test sounds of --predictions were kept apart, for the report's title.",
            DefaultValueFactory = _ => "by library",
        };
        var model = new Option<DirectoryInfo>("--model") { Description = "Measure this model folder on the sounds of --data, which it must not have been trained on." };
        model.AcceptExistingOnly();
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder with labels.csv (path, class, subclass, subclass_basis), the sounds and perhaps folds.csv (path, group, fold). With --predictions: only its sounds count, by its labels.",
        };
        data.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for reports and pictures. Made where it is missing." };
        var logs = new Option<FileInfo[]>("--log")
        {
            Description = "Training logs whose curves are drawn into the folder too. [default: those of --work, where that is measured]",
            AllowMultipleArgumentsPerToken = true,
        };
        logs.AcceptExistingOnly();
        var draws = new Option<int>("--draws")
        {
            Description = "How often libraries are drawn for the intervals; 0 for none.",
            DefaultValueFactory = _ => 1000,
        };
        draws.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0) result.AddError("--draws cannot be negative.");
        });
        var command = new Command("evaluate", "Measure what was trained, by its predictions for held-out sounds; or a model, on labelled sounds that are new to it.")
        {
            work, predictions, protocol, model, data, output, logs, draws,
        };
        command.Validators.Add(result =>
        {
            if (IsGiven(result, model) && !IsGiven(result, data)) result.AddError("--model needs --data.");
            if (IsGiven(result, data) && !IsGiven(result, model) && !IsGiven(result, predictions)) result.AddError("--data goes with --model or --predictions.");
            if (new Option[] { work, predictions, model }.Count(o => IsGiven(result, o)) > 1) result.AddError("Give one of --work, --predictions and --model.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var bench = new TestBench(parsed.GetValue(output)?.FullName, [.. (parsed.GetValue(logs) ?? []).Select(l => l.FullName)], parsed.GetValue(draws));
            return LabCommand.Run(() =>
            {
                if (parsed.GetValue(model) is { } folder) bench.MeasureModel(folder.FullName, parsed.GetValue(data)!.FullName, cancellation);
                else if (parsed.GetValue(predictions) is { Length: > 0 } files) bench.MeasurePredictions([.. files.Select(f => f.FullName)], parsed.GetValue(protocol)!, parsed.GetValue(data)?.FullName);
                else bench.MeasureTraining(new TrainingFolder(parsed.GetValue(work)!.FullName));
            });
        });
        return command;
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
