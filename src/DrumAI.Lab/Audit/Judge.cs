namespace DrumAI.Lab.Audit;

/// <summary>What one judge that did not learn from a sound's library says of each sound.</summary>
/// <param name="Name">Its embedder, or <c>predictions</c> for those read from a file.</param>
/// <param name="Probabilities">Class probabilities of each sound.</param>
internal sealed record Judge(string Name, float[][] Probabilities);
