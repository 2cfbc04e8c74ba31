namespace DrumAI.Search;

/// <summary>Something that was found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">How well it fits. By cosine from -1 to 1, otherwise from 0 to 1.</param>
public readonly record struct ScoredId(long Id, float Score);
