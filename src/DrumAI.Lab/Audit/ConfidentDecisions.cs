using DrumAI.Training;

namespace DrumAI.Lab.Audit;

/// <summary>
/// Decisions that need no listener, and are few on purpose: every judge, none of which ever heard the library, gives another class at least 0.85 and the label at most 0.05, and at
/// least four fifths of the nearest neighbours are of that class, at most a tenth of the label's. Such a sound is relabelled; whatever is less clear stays for a reviewer.
/// </summary>
internal static class ConfidentDecisions
{
    private const double Certain = 0.85;
    private const double Impossible = 0.05;
    private const double ManyNeighbours = 0.8;
    private const double FewNeighbours = 0.1;

    /// <summary>Decides on the findings that are so clear.</summary>
    public static IReadOnlyList<LabelCorrection> Of(IEnumerable<AuditFinding> findings) => [.. findings.Where(IsClear).Select(f => new LabelCorrection(
        f.Path, f.Class, CorrectionAction.Relabel, f.Suggested, "", 0,
        $"by figures: {string.Join(", ", f.Otherwise.Select(o => $"{o.Key} {o.Value:0.00} against {f.Given[o.Key]:0.00}"))}"))];

    private static bool IsClear(AuditFinding finding) => finding.Otherwise.All(judge =>
        judge.Key == "neighbours" ? judge.Value >= ManyNeighbours && finding.Given[judge.Key] <= FewNeighbours : judge.Value >= Certain && finding.Given[judge.Key] <= Impossible);
}
