namespace DrumAI.Audio;

/// <summary>What was read.</summary>
public sealed record AudioReading(Pcm Pcm, string Format, IReadOnlyList<string> Warnings);
