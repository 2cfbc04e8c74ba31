using System.CommandLine;
using DrumAI.Audio;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Onnx;
using DrumAI.Training.Pictures;
using Spectre.Console;

namespace DrumAI.Lab;

/// <summary><c>drumai-lab train</c>: from a data folder to a measured, calibrated model file.</summary>
internal static class TrainCommand
{
    private const int Interrupted = 130;

    public static Command Create()
    {
        var defaults = new TrainingOptions();
        var data = new Argument<DirectoryInfo>("data") { Description = "Data folder: labels.csv, folds.csv, and the sounds." };
        data.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "Model folder: receives model.onnx and, in reports/, the figures and pictures.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("models", "default")),
        };
        var work = new Option<DirectoryInfo>("--work")
        {
            Description = "Where pictures of the sounds, checkpoints and logs are kept. A run that was cut off goes on from there.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("artifacts", "training")),
        };
        var teacher = new Option<FileInfo>("--teacher") { Description = "ONNX file of EfficientAT mn04, whose descriptions the network learns to tell too." };
        teacher.AcceptExistingOnly();
        var seed = Number("--seed", "Seed of every random choice.", defaults.Seed);
        var epochs = Number("--epochs", "Passes over the training set.", defaults.Epochs);
        var width = Number("--width", "Channels of the network's first full stage.", defaults.Width);
        var depth = Number("--depth", "Residual blocks in each stage.", defaults.Depth);
        var variants = Number("--variants", "Augmented variants of each sound, itself included.", defaults.Variants);
        var patience = Number("--patience", "Epochs without a better loss on libraries set aside after which training stops; 0: never, and none is set aside.", defaults.Patience);
        var skipRandom = new Option<bool>("--skip-random") { Description = "Leave out the random split of the 2021 report, which flatters." };
        var command = new Command("train", "Train the model, measure it on libraries it never heard, calibrate it and write the model file.")
        {
            data, output, work, teacher, seed, epochs, width, depth, variants, patience, skipRandom,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            parsed.GetValue(data)!.FullName,
            parsed.GetValue(output)!.FullName,
            parsed.GetValue(work)!.FullName,
            parsed.GetValue(teacher)?.FullName,
            defaults with
            {
                Seed = parsed.GetValue(seed),
                Epochs = parsed.GetValue(epochs),
                Width = parsed.GetValue(width),
                Depth = parsed.GetValue(depth),
                Variants = parsed.GetValue(variants),
                Patience = parsed.GetValue(patience),
            },
            parsed.GetValue(skipRandom),
            cancellation)));
        return command;
    }

    private static int Run(string data, string output, string work, string? teacher, TrainingOptions options, bool skipRandom, CancellationToken cancellation)
    {
        try
        {
            var taxonomy = DrumTaxonomy.Default;
            var set = LabelledSet.Load(data, taxonomy);
            Say($"{set.Sounds.Count} sounds of {set.Sounds.Select(s => s.Group).Distinct().Count()} groups");
            var pictures = new Progress<int>(done =>
            {
                if (done % 500 == 0) Say($"pictures of {done} of {set.Sounds.Count} sounds");
            });
            using var bank = SpectrogramBank.Open(set, work, options.Variants, teacher, options.Seed, Environment.ProcessorCount, pictures, cancellation);
            var plan = new TrainingPlan(set, bank, taxonomy, options, work);
            string reports = Path.Combine(output, "reports");

            var rows = plan.PredictByLibrary(SayEpoch, cancellation);
            Report(rows, "by library", Path.Combine(reports, "by-library"));
            if (!skipRandom) Report(plan.PredictAtRandom(SayEpoch, cancellation), "random split, 80 to 20", Path.Combine(reports, "random"));

            using var net = plan.TrainOnAll(SayEpoch, cancellation);
            string model = Path.Combine(output, "model.onnx");
            OnnxExporter.Export(net, model, taxonomy, Temperatures.Fit(rows, taxonomy));
            LearningPicture.Draw([.. plan.Logs.Select(l => (Path.GetFileName(l).Replace(".log.csv", ""), TrainingLog.Read(l)))], Path.Combine(reports, "learning.png"));
            Say($"wrote {model}");
            return 0;

            void SayEpoch(string name, EpochLog epoch) => Say(
                $"{name}: epoch {epoch.Epoch} of {options.Epochs}, loss {epoch.TrainingLoss:0.000}"
                + (double.IsNaN(epoch.ValidationLoss) ? "" : $", on libraries set aside {epoch.ValidationLoss:0.000}") + $", {epoch.Seconds:0} s");

            void Report(IReadOnlyList<PredictionRow> predictions, string protocol, string folder)
            {
                var report = Evaluator.Evaluate(predictions, taxonomy, protocol);
                ReportTables.Print(report, AnsiConsole.Console);
                foreach (string path in ReportFolder.Write(report, folder)) Say($"wrote {path}");
            }
        }
        catch (OperationCanceledException)
        {
            Say("Stopped. The same command goes on from the last whole epoch.");
            return Interrupted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or AudioFormatException or NotSupportedException)
        {
            Say(error.Message);
            return 1;
        }
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static void Say(string line) => Console.Error.WriteLine(line);
}
