namespace DrumAI.Training.Tests.Privacy;

/// <summary>A sound as an attacker may have it: from a public library.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Group">Its instrument or kit; no two sounds of one group are strangers.</param>
/// <param name="Sound">Its first second at 16 kHz.</param>
/// <param name="LogMel">Its log-mel picture: what the service never has.</param>
/// <param name="Descriptors">What the service keeps of it besides embedding and fingerprint, and its class.</param>
/// <param name="Row">All that the service keeps of it, and its class.</param>
/// <param name="Embedding">The embedding alone.</param>
internal sealed record KnownSound(
    string Class, string Group, float[] Sound, double[] LogMel, double[] Descriptors, double[] Row, float[] Embedding);
