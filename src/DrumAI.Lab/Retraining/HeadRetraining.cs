using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DrumAI.Classification;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Registry;
using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Heads;
using DrumAI.Training.Onnx;

namespace DrumAI.Lab.Retraining;

/// <summary>
/// Makes a new model out of the current one: other heads on the same network, learnt from the base set and from what people agree on. It is registered as a candidate, and becomes
/// current only if the frozen sounds speak for it.
/// </summary>
/// <param name="database">The service's database.</param>
/// <param name="store">The operator's feature store.</param>
/// <param name="split">Which of its sounds are frozen.</param>
/// <param name="options">How far a head may go.</param>
internal sealed class HeadRetraining(DrumDatabase database, DrumDatabase store, FrozenSplit split, HeadFitOptions options)
{
    /// <summary>The protocol under which a card has the figures on frozen sounds.</summary>
    public const string Protocol = "frozen split";

    private static readonly DrumTaxonomy Taxonomy = DrumTaxonomy.Default;
    private readonly ModelRegistry registry = new(database);

    /// <summary>Runs it.</summary>
    /// <param name="by">Who promotes, where it comes to that.</param>
    /// <param name="step">Told what is being done.</param>
    /// <param name="guard">Called within the transaction that promotes; what it throws undoes that.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidDataException">The base set does not do.</exception>
    /// <exception cref="ModelException">The current model cannot be retrained.</exception>
    public async Task<RetrainingResult> RunAsync(string by, Action<string> step, Func<DrumDataContext, Task>? guard, CancellationToken cancellation)
    {
        step("reading");
        var current = await registry.CurrentAsync(cancellation) ?? throw new InvalidDataException("No model is current: start the service on this database first.");
        var package = await registry.ReadAsync(current, cancellation);
        var known = await BaseSet.LoadAsync(store, split, current.Embedding, cancellation);
        var voted = await VotedSound.ReadAsync(database, current, Taxonomy, cancellation);
        var learning = LearningSet.Of(known, voted);
        var before = NetworkHead.Read(package.Files[ModelCard.NetworkFileName], Taxonomy);

        step($"training on {learning.Rows.Count} sounds, {learning.VotedCount} of them agreed on");
        var fitted = await Task.Run(() => new HeadFit(Taxonomy, options).Run(learning.Rows, before, cancellation: cancellation), cancellation);

        step($"judging by {known.Frozen.Count} frozen sounds");
        PredictionRow[] then = Rows(before, known.Frozen), now = Rows(fitted.Head, known.Frozen);
        var verdict = PromotionVerdict.Of(then, now, Taxonomy);
        var report = Evaluator.Evaluate(now, Taxonomy, Protocol, calibrate: false);
        var parent = Evaluator.Evaluate(then, Taxonomy, Protocol, calibrate: false);

        step("registering");
        var made = Package(package, current, known, learning, fitted, verdict, report, parent);
        var (model, isNew) = await registry.RegisterAsync(made, new Registration(Verdict: verdict.Reason), cancellation);
        bool isPromoted = isNew && verdict.IsPromoted;
        if (isPromoted) await registry.PromoteAsync(model.Name, by, verdict.Reason, guard, current.Id, cancellation);
        return new RetrainingResult(model.Name, current.Name, isPromoted, verdict.Reason, learning.Rows.Count, learning.VotedCount, learning.ReplacedCount, learning.FrozenCount, known.Frozen.Count,
            verdict.Classes.First, verdict.Classes.Second, verdict.Classes.Difference.Low, verdict.Classes.Difference.High);
    }

    /// <summary>What a head says of sounds.</summary>
    public static PredictionRow[] Rows(LinearHead head, IReadOnlyList<EmbeddedSound> sounds) => [.. sounds.Select(s =>
    {
        var (classes, subclasses) = head.Logits(s.Embedding);
        return new PredictionRow(s.Name, 0, s.Group, s.Class, s.Subclass, "", classes, subclasses);
    })];

    private ModelPackage Package(
        ModelPackage from, RegisteredModel current, BaseSet known, LearningSet learning, HeadFitResult fitted, PromotionVerdict verdict, EvaluationReport report, EvaluationReport parent)
    {
        byte[] network = NetworkHead.Replace(from.Files[ModelCard.NetworkFileName], fitted.Head, Taxonomy);
        byte[] evaluation = EvaluationFile.Content(report, fitted.Curve, parent);
        byte[] reference = ReferenceMaker.Of([.. learning.Rows.Select(r => r.Embedding)], known.Scores).ToJson();
        string hash = Hash(network);
        var card = from.Card with
        {
            Version = hash[..8],
            SharedEmbedding = current.Embedding,
            Parent = current.Name,
            DataHash = learning.Hash(),
            Training = new JsonObject
            {
                ["kind"] = "heads",
                ["sounds"] = learning.Rows.Count,
                ["agreedOn"] = learning.VotedCount,
                ["labelShare"] = options.LabelShare,
                ["pull"] = fitted.Pull,
                ["classTemperature"] = Math.Round(fitted.ClassTemperature, 4),
                ["subclassTemperature"] = Math.Round(fitted.SubclassTemperature, 4),
            },
            Metrics = new JsonObject { [Protocol] = Figures(report, verdict) },
            Files = new Dictionary<string, string> { [ModelCard.NetworkFileName] = hash, [EvaluationFile.Name] = Hash(evaluation), [FeatureReference.FileName] = Hash(reference) },
        };
        return ModelPackage.Of(card, new Dictionary<string, byte[]> { [ModelCard.NetworkFileName] = network, [EvaluationFile.Name] = evaluation, [FeatureReference.FileName] = reference });
    }

    private static JsonObject Figures(EvaluationReport report, PromotionVerdict verdict) => new()
    {
        ["sounds"] = report.RowCount,
        ["macroF1"] = Round(report.All.Value),
        ["macroF1Parent"] = Round(verdict.Classes.First),
        ["macroF1Difference"] = Round(verdict.Classes.Difference.Value),
        ["macroF1DifferenceLow"] = Round(verdict.Classes.Difference.Low),
        ["macroF1DifferenceHigh"] = Round(verdict.Classes.Difference.High),
        ["accuracy"] = Round(report.Accuracy.Value),
        ["macroF1Subclass"] = Round(report.Subclass.Value),
        ["logLoss"] = Round(report.LogLoss),
        ["expectedCalibrationError"] = Round(report.CalibrationError),
    };

    private static JsonValue? Round(double value) => double.IsFinite(value) ? JsonValue.Create(Math.Round(value, 4)) : null;

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
