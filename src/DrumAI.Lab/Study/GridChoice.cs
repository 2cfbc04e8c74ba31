namespace DrumAI.Lab.Study;

/// <summary>What a grid search saw without a fold, and chose for it.</summary>
/// <param name="Run">The run that it was for.</param>
/// <param name="Dropout">Chosen.</param>
/// <param name="LearningRate">Chosen.</param>
/// <param name="Tried">Log loss of each setting on sounds held out of the training sounds, in nats, after a temperature.</param>
internal sealed record GridChoice(string Run, double Dropout, double LearningRate, IReadOnlyList<GridPoint> Tried);
