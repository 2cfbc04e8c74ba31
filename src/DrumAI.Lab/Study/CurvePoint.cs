namespace DrumAI.Lab.Study;

/// <summary>A point of a learning curve: all five folds together.</summary>
/// <param name="At">Share of the libraries, or passes over the sounds.</param>
/// <param name="Draw">Which draw of libraries, from 1.</param>
/// <param name="Libraries">Libraries learnt from, on average over folds.</param>
/// <param name="Sounds">Sounds learnt from, on average over folds.</param>
/// <param name="Spread">Macro F1 over 17 classes on held-out sounds.</param>
/// <param name="Large">Macro F1 over seven classes.</param>
/// <param name="Accuracy">Share of right classes.</param>
/// <param name="LogLoss">In nats, of the logits as they come.</param>
/// <param name="TrainingSpread">Macro F1 over 17 classes on the sounds learnt from.</param>
/// <param name="TrainingLarge">Macro F1 over seven classes on these.</param>
/// <param name="TrainingLogLoss">Log loss on these.</param>
internal sealed record CurvePoint(
    double At, int Draw, double Libraries, double Sounds, double Spread, double Large, double Accuracy, double LogLoss, double TrainingSpread, double TrainingLarge, double TrainingLogLoss);
