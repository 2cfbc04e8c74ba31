namespace DrumAI.Dashboard.Submissions;

/// <summary>How many users say that a sound is of a class.</summary>
/// <param name="Class">Wire name of the class.</param>
/// <param name="Count">Users.</param>
public sealed record VoteCount(string Class, int Count);
