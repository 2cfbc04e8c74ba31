using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>What a recipe reached under one protocol: on sounds that it did not learn from, and, beside it, on those that it did.</summary>
/// <param name="Rows">Sounds that were held out, in all.</param>
/// <param name="TrainingRows">Sounds that were learnt from; by library each in four runs.</param>
/// <param name="Spread">Macro F1 over the 17 classes that are spread over libraries.</param>
/// <param name="Large">Macro F1 over the seven large classes.</param>
/// <param name="Report">Macro F1 over the 23 classes of the 2021 report.</param>
/// <param name="Accuracy">Share of right classes.</param>
/// <param name="Subclass">Macro F1 of the likeliest sub-class within the true class; null where the recipe tells none.</param>
/// <param name="AreaUnderCurve">Macro AUC, one versus one.</param>
/// <param name="LogLoss">In nats, calibrated on other folds.</param>
/// <param name="CalibrationError">Expected calibration error, calibrated on other folds.</param>
/// <param name="UncalibratedError">The same of the answers as they come.</param>
/// <param name="TrainingReport">Macro F1 over the 23 classes on the sounds that it learnt from.</param>
/// <param name="TrainingLarge">The same over the seven.</param>
/// <param name="TrainingAccuracy">Share of right classes among these.</param>
/// <param name="TrainingAreaUnderCurve">Macro AUC on these.</param>
internal sealed record ProtocolFigures(
    int Rows, int TrainingRows, Estimate Spread, Estimate Large, Estimate Report, Estimate Accuracy, Estimate? Subclass, double AreaUnderCurve, double LogLoss,
    double CalibrationError, double UncalibratedError, double TrainingReport, double TrainingLarge, double TrainingAccuracy, double TrainingAreaUnderCurve)
{
    /// <summary>Takes the figures out of two reports.</summary>
    public static ProtocolFigures Of(EvaluationReport held, EvaluationReport training, bool tellsSubclasses) => new(
        held.RowCount, training.RowCount, held.Spread, held.Large, held.Report, held.Accuracy, tellsSubclasses ? held.Subclass : null, held.AreaUnderCurve, held.LogLoss,
        held.CalibrationError, held.UncalibratedError ?? held.CalibrationError, training.Report.Value, training.Large.Value, training.Accuracy.Value, training.AreaUnderCurve);
}
