using DrumAI.Classification;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Pictures;
using Spectre.Console;

namespace DrumAI.Lab;

/// <summary>Carries out <c>drumai-lab evaluate</c>.</summary>
/// <param name="output">Folder for reports and pictures; null for none.</param>
/// <param name="logs">Training logs to draw.</param>
/// <param name="draws">How often libraries are drawn for the intervals.</param>
internal sealed class TestBench(string? output, IReadOnlyList<string> logs, int draws)
{
    private const string Warning =
        "These figures count only where every sound, and its kin, is new to the model: figures on sounds that a model was trained on mean nothing.";

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    /// <summary>Measures each protocol that a training folder holds predictions of, each into a folder of its own, and sums them up.</summary>
    public void MeasureTraining(TrainingFolder work)
    {
        if (!File.Exists(work.PredictionsOf(Protocol.ByLibrary)))
            throw new InvalidDataException($"There is no {work.PredictionsOf(Protocol.ByLibrary)}: train first, or name the folder with --work.");
        var reports = new List<(string Folder, EvaluationReport Report)>();
        foreach (var (protocol, folder) in new[] { (Protocol.ByLibrary, "by-library"), (Protocol.Random, "random") })
        {
            if (!File.Exists(work.PredictionsOf(protocol))) continue;
            var report = Workshop.Report(protocol, Read(work.PredictionsOf(protocol)), work, draws);
            ReportTables.Print(report, AnsiConsole.Console);
            if (output is not null) Write(report, Path.Combine(output, folder));
            reports.Add((folder, report));
        }

        if (output is null) return;
        IReadOnlyList<string> curves = logs.Count > 0 ? logs : [.. Directory.GetFiles(work.Path, "*.csv").Order(StringComparer.Ordinal)];
        DrawCurves(curves);
        string summary = Path.Combine(output, "README.md");
        File.WriteAllText(summary, ReportWriter.ToSummary(reports, curves.Count > 0 ? "learning.png" : null));
        Tell(summary);
    }

    /// <summary>Measures predictions, all files together; of a data folder's sounds alone, by its labels, where one is given: what a larger pool brought is seen on the sounds of the smaller.</summary>
    public void MeasurePredictions(IEnumerable<string> files, string protocol, string? data)
    {
        PredictionRow[] rows = [.. files.SelectMany(Read)];
        if (rows.GroupBy(r => r.Path).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new InvalidDataException($"{twice.Key} is predicted twice; members of an ensemble are pooled by training, not here.");
        Finish(Evaluator.Evaluate(data is null ? rows : LabelledBy(data, rows), Taxonomy, protocol, draws));
    }

    private static PredictionRow[] LabelledBy(string data, PredictionRow[] rows)
    {
        var predicted = rows.ToDictionary(r => r.Path, StringComparer.Ordinal);
        var sounds = LabelledSet.Load(data, Taxonomy).Sounds;
        if (sounds.FirstOrDefault(s => !predicted.ContainsKey(s.Path)) is { } missing) throw new InvalidDataException($"{missing.Path} of {data} is not predicted.");
        return [.. sounds.Select(s => predicted[s.Path] with { Class = s.Class, Subclass = s.Subclass, SubclassBasis = s.SubclassBasis })];
    }

    /// <summary>Measures a model on labelled sounds, its probabilities as it gives them.</summary>
    public void MeasureModel(string model, string data, CancellationToken cancellation)
    {
        var set = LabelledSet.Load(data, Taxonomy);
        using var classifier = DrumClassifier.Load(model);
        var (rows, map) = ModelTrial.Hear(
            classifier, set, (sound, error) => Console.Error.WriteLine($"left out: {sound.Path}: {error.Message}"), cancellation);
        if (rows.Count == 0) throw new InvalidDataException($"No sound of {data} can be read.");
        string title = $"{classifier.Card.Id} on {Path.GetFileName(Path.TrimEndingDirectorySeparator(data))}";
        string note = set.Hash == classifier.Card.DataHash ? $"This model was trained on this very folder. {Warning}" : Warning;
        Finish(Evaluator.Evaluate(rows, Taxonomy, title, draws, calibrate: false) with { Note = note, Map = map });
        if (output is null) return;
        string predictions = Path.Combine(output, "predictions.jsonl");
        PredictionFile.Write(predictions, rows, Taxonomy);
        Tell(predictions);
    }

    private void Finish(EvaluationReport report)
    {
        ReportTables.Print(report, AnsiConsole.Console);
        if (output is null) return;
        Write(report, output);
        DrawCurves(logs);
    }

    private static IReadOnlyList<PredictionRow> Read(string path)
    {
        var rows = PredictionFile.Read(path, Taxonomy);
        return rows.Count > 0 ? rows : throw new InvalidDataException($"{path} holds no sounds.");
    }

    private static void Write(EvaluationReport report, string folder)
    {
        foreach (string path in ReportFolder.Write(report, folder)) Tell(path);
    }

    private void DrawCurves(IReadOnlyList<string> files)
    {
        if (files.Count == 0) return;
        string path = Path.Combine(output!, "learning.png");
        LearningPicture.Draw([.. files.Select(f => (Path.GetFileNameWithoutExtension(f), TrainingLog.Read(f)))], path);
        Tell(path);
    }

    private static void Tell(string path) => Console.Error.WriteLine($"wrote {path}");
}
