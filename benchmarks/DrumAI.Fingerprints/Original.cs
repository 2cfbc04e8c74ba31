namespace DrumAI.Fingerprints;

/// <summary>A sound of the pool as the fingerprint sees it.</summary>
/// <param name="File">Which.</param>
/// <param name="IsCoded">Whether its file is of a codec that loses something.</param>
/// <param name="Cepstrum">Its <see cref="Identity.CepstralImage"/>.</param>
internal sealed record Original(LabelledFile File, bool IsCoded, double[] Cepstrum);
