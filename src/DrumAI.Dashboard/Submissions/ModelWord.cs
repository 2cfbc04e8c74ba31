namespace DrumAI.Dashboard.Submissions;

/// <summary>What a model said of a sound.</summary>
/// <param name="Model">The model's name and version.</param>
/// <param name="Label">What it said.</param>
internal sealed record ModelWord(string Model, LabelRow Label);
