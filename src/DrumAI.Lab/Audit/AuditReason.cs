namespace DrumAI.Lab.Audit;

/// <summary>Why a label is doubted.</summary>
/// <param name="Kind"><c>model</c>, <c>neighbours</c>, <c>duplicate</c> or <c>outlier</c>.</param>
/// <param name="Text">A sentence with its figures.</param>
internal sealed record AuditReason(string Kind, string Text);
