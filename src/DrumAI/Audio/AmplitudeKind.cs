namespace DrumAI.Audio;

/// <summary>What the bytes of an uncompressed amplitude mean.</summary>
internal enum AmplitudeKind
{
    /// <summary>Two's complement.</summary>
    Signed,

    /// <summary>Offset binary: half the range means silence.</summary>
    Unsigned,

    /// <summary>IEEE 754.</summary>
    Float,

    /// <summary>G.711 A-law.</summary>
    ALaw,

    /// <summary>G.711 mu-law.</summary>
    MuLaw,
}
