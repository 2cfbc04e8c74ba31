namespace DrumAI.Audio;

/// <summary>How the amplitudes of a file are coded.</summary>
public enum AudioEncoding
{
    /// <summary>A coding without a name of its own here.</summary>
    Other,

    /// <summary>Linear integers.</summary>
    Pcm,

    /// <summary>IEEE 754 numbers.</summary>
    IeeeFloat,

    /// <summary>ITU-T G.711 A-law.</summary>
    ALaw,

    /// <summary>ITU-T G.711 mu-law.</summary>
    MuLaw,

    /// <summary>Adaptive differential PCM of any make.</summary>
    Adpcm,

    /// <summary>FLAC, lossless.</summary>
    Flac,

    /// <summary>Vorbis.</summary>
    Vorbis,

    /// <summary>Opus.</summary>
    Opus,

    /// <summary>MPEG audio layer I, II or III.</summary>
    Mpeg,
}
