namespace DrumAI.Training;

/// <summary>One line of a training log.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainingLoss">Mean loss of the epoch's steps, with augmentation and mixing.</param>
/// <param name="ValidationLoss">Cross-entropy of the averaged network on sounds not learnt from; NaN without any.</param>
/// <param name="LearningRate">At the end of the epoch.</param>
/// <param name="Seconds">Time it took.</param>
public sealed record EpochLog(int Epoch, double TrainingLoss, double ValidationLoss, double LearningRate, double Seconds);
