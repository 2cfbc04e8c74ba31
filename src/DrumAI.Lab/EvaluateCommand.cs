using System.CommandLine;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Pictures;
using Spectre.Console;

namespace DrumAI.Lab;

/// <summary><c>drumai-lab evaluate</c>: measures held-out predictions, prints the tables, and writes report and pictures.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var predictions = new Option<FileInfo>("--predictions")
        {
            Description = "Predictions for sounds that were held out, as training writes them (JSON lines).",
            Required = true,
        };
        predictions.AcceptExistingOnly();
        var output = new Option<DirectoryInfo?>("--output") { Description = "Folder for report.json, report.md and the pictures. Made where it is missing." };
        var logs = new Option<FileInfo[]>("--log")
        {
            Description = "Training logs whose curves are drawn into the folder too.",
            AllowMultipleArgumentsPerToken = true,
        };
        logs.AcceptExistingOnly();
        var protocol = new Option<string>("--protocol")
        {
            Description = "How training and test sounds were kept apart, for the report's title.",
            DefaultValueFactory = _ => "by library",
        };
        var draws = new Option<int>("--draws")
        {
            Description = "How often libraries are drawn for the intervals; 0 for none.",
            DefaultValueFactory = _ => 1000,
        };
        draws.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0) result.AddError("--draws cannot be negative.");
        });
        var command = new Command("evaluate", "Measure a model by its predictions for libraries it was not trained on.")
        {
            predictions, output, logs, protocol, draws,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(predictions)!, parsed.GetValue(output), parsed.GetValue(logs) ?? [], parsed.GetValue(protocol)!, parsed.GetValue(draws)));
        return command;
    }

    private static int Run(FileInfo predictions, DirectoryInfo? output, FileInfo[] logs, string protocol, int draws)
    {
        var taxonomy = DrumTaxonomy.Default;
        try
        {
            var rows = PredictionFile.Read(predictions.FullName, taxonomy);
            if (rows.Count == 0) throw new InvalidDataException("The predictions file holds no sounds.");
            var report = Evaluator.Evaluate(rows, taxonomy, protocol, draws);
            ReportTables.Print(report, AnsiConsole.Console);
            if (output is null) return 0;
            foreach (string path in ReportFolder.Write(report, output.FullName)) Console.Error.WriteLine($"wrote {path}");
            if (logs.Length > 0)
            {
                string path = Path.Combine(output.FullName, "learning.png");
                LearningPicture.Draw([.. logs.Select(l => (Path.GetFileNameWithoutExtension(l.Name), TrainingLog.Read(l.FullName)))], path);
                Console.Error.WriteLine($"wrote {path}");
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
