using System.Text.Json.Serialization;
using DrumAI.Training.Mapping;

namespace DrumAI.Training.Evaluation;

/// <summary>Everything measured on one set of held-out predictions.</summary>
/// <param name="Protocol">How training and test sounds were kept apart.</param>
/// <param name="RowCount">How many sounds.</param>
/// <param name="GroupCount">From how many groups (libraries, machines, kits).</param>
/// <param name="Spread">Macro F1 over the 17 classes that are spread over libraries (<see cref="ClassSets.Spread"/>).</param>
/// <param name="Large">Macro F1 over the seven large classes.</param>
/// <param name="Report">Macro F1 over the 23 classes of the 2021 report.</param>
/// <param name="All">Macro F1 over every class.</param>
/// <param name="Accuracy">Share of sounds whose class is right.</param>
/// <param name="Subclass">Macro F1 of the likeliest sub-class within the true class, over rows whose sub-class is known and not assumed.</param>
/// <param name="AreaUnderCurve">Macro area under the curve, one class against one.</param>
/// <param name="LogLoss">Mean of -ln p(true class) in nats, after <paramref name="Calibration"/>: the figure that tells small differences between models best.</param>
/// <param name="CalibrationError">Expected calibration error, after <paramref name="Calibration"/>.</param>
/// <param name="UncalibratedError">The same before; null where probabilities were measured as they came.</param>
/// <param name="Calibration">
/// Fitted on all rows: what a shipped model does to its logits. The answers measured here used, for each fold, those fitted on the other folds
/// (for each fifth of a single fold, on its other fifths).
/// </param>
/// <param name="Classes">Each class, in the taxonomy's order.</param>
/// <param name="Subclasses">Each sub-class, in the taxonomy's order.</param>
/// <param name="Reliability">Confidence against accuracy.</param>
/// <param name="Confusion">True classes against predicted ones.</param>
/// <param name="SubclassConfusion">True sub-classes against the likeliest within the true class.</param>
public sealed record EvaluationReport(
    string Protocol,
    int RowCount,
    int GroupCount,
    Estimate Spread,
    Estimate Large,
    Estimate Report,
    Estimate All,
    Estimate Accuracy,
    Estimate Subclass,
    double AreaUnderCurve,
    double LogLoss,
    double CalibrationError,
    double? UncalibratedError,
    LogitCalibration Calibration,
    IReadOnlyList<ClassScore> Classes,
    IReadOnlyList<ClassScore> Subclasses,
    IReadOnlyList<ReliabilityBin> Reliability,
    ConfusionMatrix Confusion,
    ConfusionMatrix SubclassConfusion)
{
    /// <summary>How good the sound map is; null where it was not measured.</summary>
    public MapQuality? Map { get; init; }

    /// <summary>How far corrections carry in an unseen library; null where it was not tried.</summary>
    public CorrectionTrial? Corrections { get; init; }

    /// <summary>What a reader of the figures has to know; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The figures that sum the report up, as names and values for people.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Name, string Value)> Figures =>
    [
        ("macro F1, 17 classes spread over libraries", $"{Spread}"),
        ("macro F1, 7 large classes", $"{Large}"),
        ("macro F1, 23 classes of the 2021 report", $"{Report}"),
        ("macro F1, all classes", $"{All}"),
        ("accuracy", $"{Accuracy}"),
        ("macro F1, sub-class within the true class", $"{Subclass}"),
        ("macro AUC, one versus one", double.IsNaN(AreaUnderCurve) ? "undefined" : $"{AreaUnderCurve:0.000}"),
        ("log loss, nats", double.IsFinite(LogLoss) ? $"{LogLoss:0.000}" : "infinite"),
        ("expected calibration error", UncalibratedError is null ? $"{CalibrationError:0.000}" : $"{CalibrationError:0.000} (before calibration: {UncalibratedError:0.000})"),
        .. Map?.Figures ?? [],
        .. Corrections is null ? [] : new[] { Corrections.Figure },
    ];
}
