namespace DrumAI.Training.Evaluation;

/// <summary>The sounds of which a model was about equally sure.</summary>
/// <param name="Lower">Lower edge of the confidence, itself outside (save for 0).</param>
/// <param name="Upper">Upper edge, inside.</param>
/// <param name="Count">How many sounds.</param>
/// <param name="Confidence">Mean confidence of these; 0 where there is none.</param>
/// <param name="Accuracy">Share of these that the model had right; 0 where there is none.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double Confidence, double Accuracy);
