namespace DrumAI.Audio;

/// <summary>Tells one-shots from loops.</summary>
public static class LoopDetector
{
    /// <summary>By length alone.</summary>
    public static SoundKind Detect(ReadOnlySpan<float> mono, int sampleRate) =>
        mono.Length > 4 * sampleRate ? SoundKind.Loop : SoundKind.OneShot;
}
