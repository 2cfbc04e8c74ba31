namespace DrumAI.Lab.Labelling;

/// <summary>How well the rules' labels agree with known ones; a file without a label counts as wrong.</summary>
/// <param name="Files">Files scored.</param>
/// <param name="ClassAgrees">Those whose class agrees.</param>
/// <param name="LabelAgrees">Those whose class agrees, and whose sub-class does too.</param>
/// <param name="Unlabelled">Those that no rule knows.</param>
/// <param name="Contradictory">Those whose names speak for two classes.</param>
internal sealed record LabelScore(int Files, int ClassAgrees, int LabelAgrees, int Unlabelled, int Contradictory)
{
    /// <summary>Share whose class agrees.</summary>
    public double Class => (double)ClassAgrees / Files;

    /// <summary>Share whose class and sub-class agree.</summary>
    public double Label => (double)LabelAgrees / Files;

    /// <summary>Scores decisions.</summary>
    public static LabelScore Of(IReadOnlyCollection<(LabelDecision Decision, string Class, string Subclass)> rows) => new(
        rows.Count,
        rows.Count(r => r.Decision.Class == r.Class),
        rows.Count(r => r.Decision.Class == r.Class && (r.Decision.Subclass ?? "") == r.Subclass),
        rows.Count(r => r.Decision.Class is null),
        rows.Count(r => r.Decision.Contradiction is not null));
}
