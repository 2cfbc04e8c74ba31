using DrumAI.Features;

namespace DrumAI.Data.Entities;

/// <summary>
/// The features from which a sound could be drawn again, as float32, little-endian, row by row. Only a lab's own store holds them; the service has
/// no way to write this table, and does not start on a database in which it is not empty.
/// </summary>
public sealed class SampleSpectra
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>Version of the front end that computed the row.</summary>
    public required string FrontEnd { get; set; }

    /// <summary>The features that were computed, with an answer or without.</summary>
    public FeatureSet Computed { get; set; }

    /// <summary>Mel-frequency cepstral coefficients, 20 x 32.</summary>
    public byte[]? Mfcc { get; set; }

    /// <summary>Log-mel picture of VGGish, 96 frames x 64 bands.</summary>
    public byte[]? LogMelVggish { get; set; }

    /// <summary>Log-mel picture of YAMNet, 96 frames x 64 bands.</summary>
    public byte[]? LogMelYamnet { get; set; }
}
