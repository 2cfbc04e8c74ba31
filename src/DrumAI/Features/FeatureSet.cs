namespace DrumAI.Features;

/// <summary>Which features of a sound to compute. The wire name of each is its name in lower case.</summary>
[Flags]
public enum FeatureSet
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Zero-crossing rate of 32 frames.</summary>
    Zcr = 1 << 0,

    /// <summary>Spectral flatness of 32 frames.</summary>
    Flatness = 1 << 1,

    /// <summary>Spectral contrast, 7 bands x 32 frames, in dB.</summary>
    Contrast = 1 << 2,

    /// <summary>Spectral contrast from 100 Hz up, 8 bands x 32 frames, in dB.</summary>
    Contrast8 = 1 << 3,

    /// <summary>Mel-frequency cepstral coefficients, 20 x 32 frames.</summary>
    Mfcc = 1 << 4,

    /// <summary>Log-mel pictures of VGGish and YAMNet, 96 frames x 64 bands each.</summary>
    LogMel = 1 << 5,

    /// <summary>The seven timbral models and reverb.</summary>
    Timbre = 1 << 6,

    /// <summary>The bits that identify a sound.</summary>
    Fingerprint = 1 << 7,

    /// <summary>The default model's embedding.</summary>
    Embedding = 1 << 8,

    /// <summary>What <see cref="SpectralDescriptors"/> computes from the first second at 16 kHz.</summary>
    Descriptors = Zcr | Flatness | Contrast | Contrast8 | Mfcc | LogMel,

    /// <summary>Everything.</summary>
    All = Descriptors | Timbre | Fingerprint | Embedding,
}
