namespace DrumAI.Client.Wire;

/// <summary>What a model said of a sound, in short.</summary>
/// <param name="Class">Wire name of the likeliest class.</param>
/// <param name="Confidence">Its probability, in [0, 1].</param>
/// <param name="Model">The model's name and version.</param>
public sealed record WirePrediction(string Class, float Confidence, string Model);
