namespace DrumAI.Catalogue.Keeping;

/// <summary>Something in a catalogue that cannot be.</summary>
/// <param name="What">What it is, for people.</param>
/// <param name="Count">How often it was found.</param>
/// <param name="IsRepaired">Whether it was mended.</param>
public sealed record CheckFinding(string What, long Count, bool IsRepaired);
