using DrumAI.Features;

namespace DrumAI.Catalogue.Entities;

/// <summary>
/// Descriptors over the first second of a sound: the matrices of <see cref="SoundFeatures"/>, row by row, float32, little-endian. The log-mel
/// pictures are not kept: they take ten times the room of all others together, and a millisecond to compute.
/// </summary>
public sealed class SampleFeatures
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>Zero-crossing rate, 32 frames.</summary>
    public required byte[] Zcr { get; set; }

    /// <summary>Spectral flatness, 32 frames.</summary>
    public required byte[] Flatness { get; set; }

    /// <summary>Spectral contrast, 7 x 32.</summary>
    public required byte[] Contrast { get; set; }

    /// <summary>Spectral contrast from 100 Hz up, 8 x 32.</summary>
    public required byte[] Contrast8 { get; set; }

    /// <summary>Mel-frequency cepstral coefficients, 20 x 32.</summary>
    public required byte[] Mfcc { get; set; }
}
