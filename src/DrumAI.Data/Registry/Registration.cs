namespace DrumAI.Data.Registry;

/// <summary>What is said of a model when it is registered, besides its card.</summary>
/// <param name="IsShipped">True where it came with the program.</param>
/// <param name="Verdict">Why it is to be promoted or not, for people; null where nobody judged.</param>
public sealed record Registration(bool IsShipped = false, string? Verdict = null);
