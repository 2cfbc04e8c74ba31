namespace DrumAI.Lab.Study;

/// <summary>A setting of a grid search and what came of it.</summary>
/// <param name="Dropout">Share of the hidden layer that is dropped.</param>
/// <param name="LearningRate">Highest learning rate.</param>
/// <param name="LogLoss">In nats.</param>
internal sealed record GridPoint(double Dropout, double LearningRate, double LogLoss);
