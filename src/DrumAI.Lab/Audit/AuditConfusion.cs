namespace DrumAI.Lab.Audit;

/// <summary>Sounds of one class that are confidently of another.</summary>
/// <param name="Labelled">The label.</param>
/// <param name="Heard">What they are confidently of.</param>
/// <param name="Count">How many.</param>
internal sealed record AuditConfusion(string Labelled, string Heard, int Count);
