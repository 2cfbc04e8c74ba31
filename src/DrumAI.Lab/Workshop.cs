using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Mapping;
using DrumAI.Training.Onnx;
using TorchSharp;

namespace DrumAI.Lab;

/// <summary>Carries out the runs of <c>drumai-lab train</c>, each in a process of its own, and makes the model from them.</summary>
internal sealed class Workshop(LabelledSet set, SpectrogramBank bank, TrainingFolder work, TrainingOptions options, string output, CancellationToken cancellation)
{
    private readonly MapMaker maps = new(set, bank, work, options, cancellation);

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>Trains one run here, from where it was left, and writes its network and predictions.</summary>
    public void Train(string name)
    {
        torch.set_num_threads(1);
        var run = Enum.GetValues<Protocol>().SelectMany(p => TrainingRun.Plan(set, p, options)).FirstOrDefault(r => r.Name == name)
            ?? throw new InvalidDataException($"There is no run {name}.");
        var own = options with { Seed = options.Seed + 100 * run.Member };
        Action<EpochLog> log = epoch =>
        {
            TrainingLog.Append(work.LogOf(run), epoch);
            Console.Error.WriteLine($"{name}: epoch {epoch.Epoch} of {options.Epochs}, loss {epoch.TrainingLoss:0.000}, {epoch.Seconds:0} s");
        };
        using var net = new Trainer(set, bank, Taxonomy, own, run.Member).Train(run.Training, run.Validation, work.CheckpointOf(run), log, cancellation);
        var rows = run.Test.Zip(new NetPredictor(net, bank).Predict(run.Test), (i, scores) =>
        {
            var sound = set.Sounds[i];
            return new PredictionRow(
                sound.Path, run.Fold, sound.Group, sound.Class, sound.Subclass, sound.SubclassBasis, scores.ClassLogits, scores.SubclassLogits);
        });
        PredictionFile.Write(work.PredictionsOf(run), rows, Taxonomy);
        net.save(work.NetOf(run) + ".part");
        File.Move(work.NetOf(run) + ".part", work.NetOf(run), overwrite: true);
        File.Delete(work.CheckpointOf(run));
    }

    /// <summary>Trains all runs of a protocol that are not done yet, several processes at a time.</summary>
    /// <exception cref="InvalidOperationException">A process failed; it has said why.</exception>
    public async Task TrainAll(Protocol protocol, int jobs)
    {
        var open = TrainingRun.Plan(set, protocol, options).Where(run => !File.Exists(work.NetOf(run)));
        await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, async (run, token) =>
        {
            using var process = Process.Start(OwnCommand(run.Name)) ?? throw new InvalidOperationException($"{run.Name} does not start.");
            try
            {
                await process.WaitForExitAsync(token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            if (process.ExitCode != 0) throw new InvalidOperationException($"{run.Name} ended with code {process.ExitCode}.");
        });
    }

    /// <summary>Pools a protocol's predictions, or makes the model from the networks that learnt from everything.</summary>
    public void Finish(Protocol protocol)
    {
        if (protocol == Protocol.Ship)
        {
            WriteModel();
            return;
        }

        var rows = work.Pool(TrainingRun.Plan(set, protocol, options), Taxonomy);
        PredictionFile.Write(work.PredictionsOf(protocol), rows, Taxonomy);
        if (protocol == Protocol.ByLibrary && !File.Exists(work.MapByLibrary))
        {
            torch.set_num_threads(1);
            MapFile.Write(work.MapByLibrary, maps.MakeByLibrary());
        }

        ReportTables.Print(Report(protocol, rows, work), Spectre.Console.AnsiConsole.Console);
        Console.Error.WriteLine($"wrote {work.PredictionsOf(protocol)}");
    }

    /// <summary>A protocol's name in reports and in the model card.</summary>
    public static string NameOf(Protocol protocol) => protocol == Protocol.ByLibrary ? "by library" : "random fifth";

    /// <summary>Measures a protocol's predictions; by library also the maps, and how far corrections carry.</summary>
    public static EvaluationReport Report(Protocol protocol, IReadOnlyList<PredictionRow> rows, TrainingFolder work, int draws = 1000)
    {
        var report = Evaluator.Evaluate(rows, Taxonomy, NameOf(protocol), draws);
        if (protocol != Protocol.ByLibrary || !File.Exists(work.MapByLibrary)) return report;
        var maps = MapFile.Read(work.MapByLibrary);
        return report with { Map = MapQuality.Of(maps), Corrections = CorrectionTrial.Run(Evaluator.CalibratedOnOtherFolds(rows, Taxonomy), maps, Taxonomy) };
    }

    private void WriteModel()
    {
        if (!File.Exists(work.PredictionsOf(Protocol.ByLibrary)))
            throw new InvalidDataException("Calibration needs predictions by library: train with --protocol ByLibrary first.");
        var held = PredictionFile.Read(work.PredictionsOf(Protocol.ByLibrary), Taxonomy);
        torch.set_num_threads(1);
        var nets = TrainingRun.Plan(set, Protocol.Ship, options).Select(maps.Load).ToArray();
        using var map = maps.MakeShipped(nets);
        Directory.CreateDirectory(output);
        string path = Path.Combine(output, ModelCard.NetworkFileName);
        OnnxExporter.Export(nets, map, path, Taxonomy, LogitCalibration.Fit(held, Taxonomy), WeightPrecision.Half);
        var report = Report(Protocol.ByLibrary, held, work);
        File.WriteAllBytes(Path.Combine(output, EvaluationFile.Name), EvaluationFile.Content(report, LearningCurve()));
        File.WriteAllBytes(Path.Combine(output, FeatureReference.FileName), maps.Refer(nets).ToJson());
        Card(report).Write(output);
        Console.Error.WriteLine($"wrote {path}, {new FileInfo(path).Length / 1e6:0.0} MB");
        foreach (var net in nets) net.Dispose();
    }

    /// <summary>Loss after each epoch, averaged over the members of the shipped ensemble.</summary>
    private IEnumerable<double> LearningCurve() => TrainingRun.Plan(set, Protocol.Ship, options).SelectMany(run => TrainingLog.Read(work.LogOf(run)))
        .GroupBy(epoch => epoch.Epoch).OrderBy(g => g.Key).Select(g => g.Average(epoch => epoch.TrainingLoss));

    private ModelCard Card(EvaluationReport byLibrary)
    {
        var reports = new List<EvaluationReport> { byLibrary };
        if (File.Exists(work.PredictionsOf(Protocol.Random))) reports.Add(Report(Protocol.Random, PredictionFile.Read(work.PredictionsOf(Protocol.Random), Taxonomy), work));
        var metrics = new JsonObject();
        foreach (var report in reports)
        {
            metrics[report.Protocol] = new JsonObject
            {
                ["macroF1Spread17"] = Math.Round(report.Spread.Value, 4),
                ["macroF1Large7"] = Math.Round(report.Large.Value, 4),
                ["macroF1Report23"] = Math.Round(report.Report.Value, 4),
                ["accuracy"] = Math.Round(report.Accuracy.Value, 4),
                ["macroF1Subclass"] = Math.Round(report.Subclass.Value, 4),
                ["macroAucOneVersusOne"] = Math.Round(report.AreaUnderCurve, 4),
                ["logLoss"] = Math.Round(report.LogLoss, 4),
                ["expectedCalibrationError"] = Math.Round(report.CalibrationError, 4),
            };
            if (report.Map is { } quality) metrics[report.Protocol]!["mapTrustworthiness"] = Math.Round(quality.Trustworthiness, 4);
        }

        string[] files = [ModelCard.NetworkFileName, EvaluationFile.Name, FeatureReference.FileName];
        var hashes = files.ToDictionary(name => name, name => ModelCard.HashOf(Path.Combine(output, name)));
        return new ModelCard
        {
            Name = "drumnet",
            Version = hashes[ModelCard.NetworkFileName][..8],
            FrontEnd = FrontEnd.Version,
            Taxonomy = Taxonomy.Version,
            InputShape = [FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount],
            EmbeddingSize = DrumNet.EmbeddingLength,
            Training = JsonSerializer.SerializeToNode(options, JsonSerializerOptions.Web)!.AsObject(),
            DataHash = set.Hash,
            Metrics = metrics,
            Files = hashes,
        };
    }

    /// <summary>This very command, for one run.</summary>
    private static ProcessStartInfo OwnCommand(string run)
    {
        var arguments = Environment.GetCommandLineArgs();
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        // Under the shared host the first argument is the program's library.
        bool hosted = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program);
        foreach (string argument in hosted ? arguments : arguments[1..]) start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--run");
        start.ArgumentList.Add(run);
        return start;
    }
}
