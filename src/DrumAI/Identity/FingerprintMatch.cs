namespace DrumAI.Identity;

/// <summary>A fingerprint that an index found.</summary>
/// <param name="Position">What <see cref="FingerprintIndex.Add"/> returned for it.</param>
/// <param name="Distance">Differing bits.</param>
public readonly record struct FingerprintMatch(int Position, int Distance);
