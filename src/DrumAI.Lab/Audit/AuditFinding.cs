namespace DrumAI.Lab.Audit;

/// <summary>A sound whose label is doubted.</summary>
/// <param name="Path">Path below the data folder.</param>
/// <param name="Source">First folder of the path.</param>
/// <param name="Class">Class that the set gives it.</param>
/// <param name="Subclass">Sub-class that the set gives it, or null.</param>
/// <param name="Suggested">Class that speaks most for it, its own left out.</param>
/// <param name="Quality">
/// Label quality, 0 to 1: mean of the probability that the judges give the label, and its share among the nearest neighbours; halved where a near-duplicate is labelled otherwise.
/// </param>
/// <param name="Given">Probability of the label, by each judge, and its share among the neighbours.</param>
/// <param name="Otherwise">The same of the suggested class.</param>
/// <param name="Reasons">Why it is doubted.</param>
internal sealed record AuditFinding(
    string Path, string Source, string Class, string? Subclass, string Suggested, double Quality,
    IReadOnlyDictionary<string, double> Given, IReadOnlyDictionary<string, double> Otherwise, IReadOnlyList<AuditReason> Reasons);
