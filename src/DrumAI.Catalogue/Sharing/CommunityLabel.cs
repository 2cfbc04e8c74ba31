namespace DrumAI.Catalogue.Sharing;

/// <summary>What others agree that a sound is.</summary>
/// <param name="Class">Wire name of the class.</param>
/// <param name="Subclass">Wire name of the sub-class; null where that is open.</param>
/// <param name="Confidence">Probability that the class is right, in [0, 1].</param>
/// <param name="Voters">Independent voters for it.</param>
public sealed record CommunityLabel(string Class, string? Subclass, double Confidence, int Voters)
{
    /// <summary>Whether a sound's class says something else. Where others leave the sub-class open, any fits.</summary>
    public bool Differs(string? drumClass, string? subclass) => Class != drumClass || (Subclass is not null && Subclass != subclass);
}
