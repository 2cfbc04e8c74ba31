namespace DrumAI.Lab.Audit;

/// <summary>An audit's result, as it is written to <c>audit.json</c>.</summary>
/// <param name="Dataset">The set.</param>
/// <param name="Sounds">Sounds audited.</param>
/// <param name="Corrections">Decisions that were applied beforehand.</param>
/// <param name="Judges">Who judged.</param>
/// <param name="Scores">How well the judges agree with the labels.</param>
/// <param name="NoiseRate">Share of wrong labels among the sounds with a confident class, as confident learning counts it.</param>
/// <param name="Confusions">Largest counts of the confident joint off its diagonal.</param>
/// <param name="Findings">Doubted sounds that nobody has decided on yet, worst first.</param>
internal sealed record AuditReport(
    string Dataset, int Sounds, int Corrections, IReadOnlyList<string> Judges, AuditScores Scores, double NoiseRate,
    IReadOnlyList<AuditConfusion> Confusions, IReadOnlyList<AuditFinding> Findings);
