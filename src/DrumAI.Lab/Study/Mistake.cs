namespace DrumAI.Lab.Study;

/// <summary>A confusion of two classes.</summary>
/// <param name="Actual">What the sounds are.</param>
/// <param name="Predicted">What they were taken for.</param>
/// <param name="Count">How many.</param>
/// <param name="Sounds">Paths below the data folder of those of which the model was surest.</param>
internal sealed record Mistake(string Actual, string Predicted, int Count, IReadOnlyList<string> Sounds);
