namespace DrumAI.Audio;

/// <summary>Which family's chunk headers a file has.</summary>
internal enum ChunkStyle
{
    /// <summary>RIFF: four characters, a little-endian 32-bit size, an even start.</summary>
    LittleEndian,

    /// <summary>IFF (AIFF) and RIFX: the same, big-endian.</summary>
    BigEndian,

    /// <summary>Wave64: a GUID, a little-endian 64-bit size that counts its own 24-byte header, starts on multiples of 8.</summary>
    Wave64,
}
