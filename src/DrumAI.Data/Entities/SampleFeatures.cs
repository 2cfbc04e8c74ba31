using DrumAI.Features;

namespace DrumAI.Data.Entities;

/// <summary>
/// What the service keeps of a sound, a column a feature: scores as numbers, descriptors over time as float32, little-endian, row by row (see
/// <see cref="Vectors"/>). A column is null where the sound has no answer, or where nobody computed it yet; <see cref="Computed"/> tells the two apart.
/// </summary>
public sealed class SampleFeatures
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>Version of the front end that computed the row.</summary>
    public required string FrontEnd { get; set; }

    /// <summary>The features that were computed, with an answer or without.</summary>
    public FeatureSet Computed { get; set; }

    /// <summary>Hardness of the timbral models. So with the next six.</summary>
    public float? Hardness { get; set; }

    /// <summary>Depth.</summary>
    public float? Depth { get; set; }

    /// <summary>Brightness.</summary>
    public float? Brightness { get; set; }

    /// <summary>Roughness.</summary>
    public float? Roughness { get; set; }

    /// <summary>Warmth.</summary>
    public float? Warmth { get; set; }

    /// <summary>Sharpness.</summary>
    public float? Sharpness { get; set; }

    /// <summary>Boominess.</summary>
    public float? Boominess { get; set; }

    /// <summary>1 where the sound is heard as reverberant, else 0.</summary>
    public float? Reverb { get; set; }

    /// <summary>Zero-crossing rate, 32 frames.</summary>
    public byte[]? Zcr { get; set; }

    /// <summary>Spectral flatness, 32 frames.</summary>
    public byte[]? Flatness { get; set; }

    /// <summary>Spectral contrast, 7 x 32.</summary>
    public byte[]? Contrast { get; set; }

    /// <summary>Spectral contrast from 100 Hz up, 8 x 32.</summary>
    public byte[]? Contrast8 { get; set; }
}
