using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>A sound in other clothes as the fingerprint sees it.</summary>
/// <param name="Original">Position of the sound that it is a copy of.</param>
/// <param name="Clothes">What was done to it.</param>
/// <param name="Cepstrum">Its <see cref="Identity.CepstralImage"/>; null where nothing was left to hear.</param>
/// <param name="Fit">How well its wave fits the original's.</param>
/// <param name="IsCoded">Whether it, or its original, came through a codec that loses something.</param>
internal sealed record Copy(int Original, string Clothes, double[]? Cepstrum, WaveformFit Fit, bool IsCoded);
