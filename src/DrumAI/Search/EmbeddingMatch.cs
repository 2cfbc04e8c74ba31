namespace DrumAI.Search;

/// <summary>A vector that was found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Similarity">Cosine of the angle to what was looked for, from -1 to 1; for weighted searches the weighted mean, from 0 to 1.</param>
public readonly record struct EmbeddingMatch(long Id, float Similarity);
