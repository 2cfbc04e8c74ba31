namespace DrumAI.Audio;

/// <summary>How one uncompressed amplitude lies in a file.</summary>
/// <param name="Kind">What its bytes mean.</param>
/// <param name="ByteCount">Bytes it takes: 1 to 4 for integers (left-justified in them), 4 or 8 for floats, 1 for G.711.</param>
/// <param name="IsBigEndian">Whether the first byte is the most significant.</param>
internal readonly record struct AmplitudeLayout(AmplitudeKind Kind, int ByteCount, bool IsBigEndian);

