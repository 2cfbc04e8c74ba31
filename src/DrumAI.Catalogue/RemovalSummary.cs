namespace DrumAI.Catalogue;

/// <summary>What was forgotten.</summary>
/// <param name="FileCount">Files.</param>
/// <param name="SampleCount">Sounds.</param>
/// <param name="KeptCount">Sounds without a file that the catalogue keeps, because the musician has said something of them.</param>
public sealed record RemovalSummary(long FileCount, long SampleCount, long KeptCount);
