namespace DrumAI.Features;

/// <summary>Gives a model's embedding of a sound: numbers that lie close for sounds that sound alike.</summary>
/// <param name="mono">Amplitudes, at least one.</param>
/// <param name="sampleRate">Frames a second, in Hz.</param>
public delegate float[] Embedder(ReadOnlySpan<float> mono, int sampleRate);
