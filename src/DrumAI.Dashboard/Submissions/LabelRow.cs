namespace DrumAI.Dashboard.Submissions;

/// <summary>A label that holds, or that a model gave.</summary>
/// <param name="Class">Wire name of the class.</param>
/// <param name="Subclass">Wire name of the sub-class; null where that is open.</param>
/// <param name="Confidence">How sure it is, in [0, 1].</param>
/// <param name="Voters">Independent voters for it; 0 for a model's.</param>
/// <param name="IsDecided">An administrator decided it.</param>
public sealed record LabelRow(string Class, string? Subclass, double Confidence, int Voters = 0, bool IsDecided = false);
