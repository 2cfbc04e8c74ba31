namespace DrumAI.Audio;

/// <summary>What kind of sound file some content is, told from its first bytes.</summary>
public enum AudioContainer
{
    /// <summary>No sound file that we know.</summary>
    Unknown,

    /// <summary>RIFF WAVE and its kin: RIFX (big-endian), RF64 and BW64 (64-bit sizes).</summary>
    Wav,

    /// <summary>Sony Wave64: WAVE with 64-bit sizes and GUIDs for names.</summary>
    Wave64,

    /// <summary>AIFF and AIFF-C.</summary>
    Aiff,

    /// <summary>Native FLAC.</summary>
    Flac,

    /// <summary>Ogg, holding Vorbis, Opus, FLAC or Speex.</summary>
    Ogg,

    /// <summary>A bare MPEG audio stream, MP3 above all.</summary>
    Mpeg,

    /// <summary>Sun/NeXT AU.</summary>
    Au,

    /// <summary>Apple's Core Audio Format.</summary>
    Caf,

    /// <summary>Amiga IFF 8SVX or 16SV.</summary>
    Svx,

    /// <summary>Sound of a kind that is recognised but not read: M4A, WMA, WavPack, Monkey's Audio.</summary>
    Foreign,
}
