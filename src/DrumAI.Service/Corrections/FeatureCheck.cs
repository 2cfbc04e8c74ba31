using System.Numerics.Tensors;
using DrumAI.Client.Wire;
using DrumAI.Data.Entities;
using DrumAI.Features;
using DrumAI.Identity;
using DrumAI.Service.Http;
using Microsoft.AspNetCore.Http;

namespace DrumAI.Service.Corrections;

/// <summary>
/// Holds submitted features against what sounds can have. Shapes that are not the features' are refused; numbers that no sound gives are doubted, with
/// a reason, and the submission is set aside.
/// </summary>
internal static class FeatureCheck
{
    private const int FrameCount = SpectralDescriptors.FrameCount;
    private const float MaxContrast = 160;
    private const float MaxSilentContrast = 50.01f;
    private const float MaxScore = 1000;
    private const float Tolerance = 1e-3f;

    /// <summary>Why a submission is not believed; null where nothing speaks against it.</summary>
    public static string? Doubt(Fingerprint fingerprint, WireFeatures? features)
    {
        var bits = fingerprint.DistanceTo(default);
        if (bits is < 16 or > Fingerprint.BitCount - 16) return $"the fingerprint has {bits} of {Fingerprint.BitCount} bits set.";
        if (features is null) return null;
        return DoubtRate("zcr", features.Zcr)
            ?? DoubtRate("flatness", features.Flatness)
            ?? DoubtContrast("contrast", features.Contrast)
            ?? DoubtContrast("contrast8", features.Contrast8)
            ?? DoubtOctaves(features.Contrast, features.Contrast8)
            ?? DoubtSilence(features)
            ?? DoubtScores(features.Timbre)
            ?? DoubtEmbedding(features.Embedding);
    }

    /// <summary>The rows to store.</summary>
    /// <exception cref="RequestRefusedException">A shape is not the feature's.</exception>
    public static SampleFeatures? Row(WireFeatures? features, string frontEnd)
    {
        if (features is null) return null;
        return new SampleFeatures
        {
            FrontEnd = frontEnd,
            Computed = (features.Zcr is null ? 0 : FeatureSet.Zcr) | (features.Flatness is null ? 0 : FeatureSet.Flatness)
                | (features.Contrast is null ? 0 : FeatureSet.Contrast) | (features.Contrast8 is null ? 0 : FeatureSet.Contrast8)
                | (features.Timbre is null ? 0 : FeatureSet.Timbre),
            Hardness = features.Timbre?.Hardness,
            Depth = features.Timbre?.Depth,
            Brightness = features.Timbre?.Brightness,
            Roughness = features.Timbre?.Roughness,
            Warmth = features.Timbre?.Warmth,
            Sharpness = features.Timbre?.Sharpness,
            Boominess = features.Timbre?.Boominess,
            Reverb = features.Timbre?.Reverb,
            Zcr = Bytes("zcr", features.Zcr),
            Flatness = Bytes("flatness", features.Flatness),
            Contrast = Bytes("contrast", features.Contrast, SpectralDescriptors.ContrastBandCount),
            Contrast8 = Bytes("contrast8", features.Contrast8, SpectralDescriptors.Contrast8BandCount),
        };
    }

    private static byte[]? Bytes(string name, float[]? values)
    {
        if (values is null) return null;
        if (values.Length != FrameCount) throw Misshapen(name, $"{FrameCount} numbers");
        return Vectors.ToBytes(values);
    }

    private static byte[]? Bytes(string name, float[][]? rows, int rowCount)
    {
        if (rows is null) return null;
        if (rows.Length != rowCount || rows.Any(r => r?.Length != FrameCount)) throw Misshapen(name, $"{rowCount} rows of {FrameCount} numbers");
        return Vectors.ToBytes(rows.SelectMany(r => r).ToArray().AsSpan());
    }

    private static RequestRefusedException Misshapen(string name, string shape) =>
        new(StatusCodes.Status400BadRequest, "Wrong shape", $"features.{name} has {shape}.");

    private static string? DoubtRate(string name, float[]? values) =>
        values is not null && values.Any(v => v is < 0 or > 1 + Tolerance) ? $"{name} lies between 0 and 1." : null;

    private static string? DoubtContrast(string name, float[][]? rows) =>
        rows is not null && rows.Any(r => r.Any(v => v is < -Tolerance or > MaxContrast)) ? $"{name} lies between 0 and {MaxContrast} dB." : null;

    /// <summary>
    /// From 200 Hz up both contrasts divide the spectrum alike. Each is cut off 80 dB below its own loudest valley, and the narrower bands below 200 Hz have louder
    /// ones: so what the second says of a band is the same, or less.
    /// </summary>
    private static string? DoubtOctaves(float[][]? contrast, float[][]? contrast8)
    {
        if (contrast is null || contrast8 is null) return null;
        for (int band = 1; band < contrast.Length; band++)
        {
            for (int frame = 0; frame < FrameCount; frame++)
                if (contrast8[band + 1][frame] > contrast[band][frame] + 0.01f) return "contrast8 is greater than contrast where they measure the same.";
        }

        return null;
    }

    /// <summary>
    /// Flatness is 1 where no bin's power is above 1e-10, as in the tail of most sounds. There is contrast all the same, of magnitudes between 1e-5 and the 1e-10 at
    /// which they are cut off: 50 dB at most.
    /// </summary>
    private static string? DoubtSilence(WireFeatures features)
    {
        if (features.Flatness is not { } flatness || features.Contrast is not { } contrast) return null;
        for (int frame = 0; frame < FrameCount; frame++)
            if (flatness[frame] > 1 - 1e-6f && contrast.Any(band => band[frame] > MaxSilentContrast)) return "a silent frame has the contrast of a loud one.";
        return null;
    }

    private static string? DoubtScores(WireTimbre? timbre)
    {
        if (timbre is null) return null;
        float?[] scores = [timbre.Hardness, timbre.Depth, timbre.Brightness, timbre.Roughness, timbre.Warmth, timbre.Sharpness, timbre.Boominess];
        if (scores.Any(s => s is { } score && Math.Abs(score) > MaxScore)) return "a timbre score is beyond all listeners' ratings.";
        return timbre.Reverb is null or 0 or 1 ? null : "reverb is 0 or 1.";
    }

    private static string? DoubtEmbedding(float[]? embedding) =>
        embedding is not null && Math.Abs(TensorPrimitives.Norm<float>(embedding) - 1) > Tolerance ? "the embedding is of unit length." : null;
}
