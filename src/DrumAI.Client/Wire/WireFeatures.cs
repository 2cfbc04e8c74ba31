using DrumAI.Features;
using DrumAI.Features.Timbre;

namespace DrumAI.Client.Wire;

/// <summary>
/// The features of a sound that may leave the musician's machine. There is no place here for a log-mel picture or a cepstrum, from which the sound
/// could be drawn again, and a member that is not among these is refused.
/// </summary>
public sealed record WireFeatures
{
    /// <summary>The features that these members are.</summary>
    public const FeatureSet Shared =
        FeatureSet.Zcr | FeatureSet.Flatness | FeatureSet.Contrast | FeatureSet.Contrast8 | FeatureSet.Timbre | FeatureSet.Embedding;

    /// <summary>Zero-crossing rate of 32 frames.</summary>
    public float[]? Zcr { get; init; }

    /// <summary>Spectral flatness of 32 frames.</summary>
    public float[]? Flatness { get; init; }

    /// <summary>Spectral contrast in dB, 7 rows of 32 frames.</summary>
    public float[][]? Contrast { get; init; }

    /// <summary>Spectral contrast from 100 Hz up in dB, 8 rows of 32 frames.</summary>
    public float[][]? Contrast8 { get; init; }

    /// <summary>Scores of the timbral models.</summary>
    public WireTimbre? Timbre { get; init; }

    /// <summary>The embedding of the model that made the prediction, of unit length.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>What may be shared of a sound's features; the rest is left behind.</summary>
    public static WireFeatures Of(SoundFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new WireFeatures
        {
            Zcr = Single(features.Zcr),
            Flatness = Single(features.Flatness),
            Contrast = Rows(features.Contrast),
            Contrast8 = Rows(features.Contrast8),
            Timbre = features.Timbre is { } timbre ? Of(timbre) : null,
            Embedding = features.Embedding,
        };
    }

    private static WireTimbre Of(TimbreScores timbre) => new(
        (float?)timbre.Hardness, (float?)timbre.Depth, (float?)timbre.Brightness, (float?)timbre.Roughness, (float?)timbre.Warmth,
        (float?)timbre.Sharpness, (float?)timbre.Boominess, timbre.Reverb);

    private static float[]? Single(double[]? values) => values is null ? null : Array.ConvertAll(values, v => (float)v);

    private static float[][]? Rows(double[]? matrix) =>
        matrix is null ? null : [.. matrix.Chunk(SpectralDescriptors.FrameCount).Select(r => Single(r)!)];
}
