namespace DrumAI.Audio;

/// <summary>What came of reading a sound file.</summary>
/// <param name="Pcm">The sound, at least one frame of it; every amplitude is finite.</param>
/// <param name="Format">In what clothes it came.</param>
/// <param name="Warnings">Whole sentences about what is not as it should be (an early end, a wrong size, amplitudes that are no numbers); mostly none.</param>
public sealed record AudioReading(Pcm Pcm, AudioFormat Format, IReadOnlyList<string> Warnings);
