using DrumAI.Features.Timbre;
using DrumAI.Identity;

namespace DrumAI.Features;

/// <summary>
/// The features of one sound. What was not asked for is null; what was asked for and has no answer is null too, and
/// <see cref="Warnings"/> says why. No number is infinite or not a number. Matrices lie row by row.
/// </summary>
public sealed record SoundFeatures
{
    /// <summary>Zero-crossing rate of 32 frames; see <see cref="SpectralDescriptors.Zcr"/>.</summary>
    public double[]? Zcr { get; init; }

    /// <summary>Spectral flatness of 32 frames; see <see cref="SpectralDescriptors.Flatness"/>.</summary>
    public double[]? Flatness { get; init; }

    /// <summary>Spectral contrast in dB, 7 bands x 32 frames; see <see cref="SpectralDescriptors.Contrast"/>.</summary>
    public double[]? Contrast { get; init; }

    /// <summary>Spectral contrast in dB, 8 bands x 32 frames; see <see cref="SpectralDescriptors.Contrast8"/>.</summary>
    public double[]? Contrast8 { get; init; }

    /// <summary>Mel-frequency cepstral coefficients, 20 x 32 frames; see <see cref="SpectralDescriptors.Mfcc"/>.</summary>
    public double[]? Mfcc { get; init; }

    /// <summary>Log-mel picture of VGGish, 96 frames x 64 bands; see <see cref="SpectralDescriptors.LogMelVggish"/>.</summary>
    public double[]? LogMelVggish { get; init; }

    /// <summary>Log-mel picture of YAMNet, 96 frames x 64 bands; see <see cref="SpectralDescriptors.LogMelYamnet"/>.</summary>
    public double[]? LogMelYamnet { get; init; }

    /// <summary>The scores of the timbral models, each of which may be null. Their own warnings stand in <see cref="Warnings"/> as well.</summary>
    public TimbreScores? Timbre { get; init; }

    /// <summary>The bits that identify the sound.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>The model's embedding, of unit length.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>Whole sentences about what has no answer or is not to be trusted; mostly none.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
