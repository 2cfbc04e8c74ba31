using System.Numerics.Tensors;
using DrumAI.Audio;
using DrumAI.Features.Timbre;
using DrumAI.Identity;

namespace DrumAI.Features;

/// <summary>
/// Every feature of a sound in one call, or each alone; what several of them need is computed once. What each feature is stands with its
/// own type: <see cref="SpectralDescriptors"/>, <see cref="TimbreScores"/>, <see cref="Fingerprint"/>.
/// </summary>
/// <param name="embed">What answers for <see cref="FeatureSet.Embedding"/>, such as a classifier's own method; null where it is not wanted.</param>
/// <remarks>
/// An instance owns its scratch memory: one for each thread. Besides the features themselves, 118 kB with everything, it allocates next to nothing; who goes
/// through many sounds, and is done with one before the next, gives the features of the one back and has the next written into their arrays.
/// </remarks>
public sealed class FeatureExtractor(Embedder? embed = null)
{
    private readonly SpectralDescriptors descriptors = new();
    private readonly TimbreAnalyzer timbre = new();
    private readonly Fingerprinter fingerprinter = new();
    private readonly float[] buffer16k = new float[SpectralDescriptors.BufferLength];
    private float[] mixdown = [];

    /// <summary>Extracts features of a sound of any length, rate and number of channels.</summary>
    /// <param name="pcm">The sound, at least one frame of it.</param>
    /// <param name="features">Which features.</param>
    /// <param name="recycled">Features of an earlier sound that nobody reads any more: their arrays are written anew and become the result's.</param>
    /// <exception cref="ArgumentException">The sound has no frames.</exception>
    /// <exception cref="AudioFormatException">Its amplitudes are not finite numbers.</exception>
    /// <exception cref="InvalidOperationException">The embedding is asked for, and there is no model.</exception>
    public SoundFeatures Extract(Pcm pcm, FeatureSet features = FeatureSet.All, SoundFeatures? recycled = null)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        if (pcm.FrameCount == 0) throw new ArgumentException("A sound has at least one frame.", nameof(pcm));
        if (features.HasFlag(FeatureSet.Embedding) && embed is null)
            throw new InvalidOperationException("The embedding needs a model, and the extractor was made without one.");
        var mono = MixDown(pcm);
        if (!TensorPrimitives.IsFiniteAll(mono)) throw new AudioFormatException(AudioErrorCode.Corrupt, "Some amplitudes are not finite numbers.");

        var warnings = new List<string>();
        if ((features & FeatureSet.Descriptors) != 0) descriptors.Analyze(FirstSecondAt16k(mono, pcm.SampleRate), features);
        return new SoundFeatures
        {
            Zcr = Copy(FeatureSet.Zcr, descriptors.Zcr, recycled?.Zcr),
            Flatness = Copy(FeatureSet.Flatness, descriptors.Flatness, recycled?.Flatness),
            Contrast = Copy(FeatureSet.Contrast, descriptors.Contrast, recycled?.Contrast),
            Contrast8 = Copy(FeatureSet.Contrast8, descriptors.Contrast8, recycled?.Contrast8),
            Mfcc = Copy(FeatureSet.Mfcc, descriptors.Mfcc, recycled?.Mfcc),
            LogMelVggish = Copy(FeatureSet.LogMel, descriptors.LogMelVggish, recycled?.LogMelVggish),
            LogMelYamnet = Copy(FeatureSet.LogMel, descriptors.LogMelYamnet, recycled?.LogMelYamnet),
            Timbre = features.HasFlag(FeatureSet.Timbre) ? Score(pcm, warnings) : null,
            Fingerprint = features.HasFlag(FeatureSet.Fingerprint) ? Identify(mono, pcm.SampleRate, warnings) : null,
            Embedding = features.HasFlag(FeatureSet.Embedding) ? embed!(mono, pcm.SampleRate) : null,
            Warnings = warnings,
        };

        double[]? Copy(FeatureSet feature, ReadOnlySpan<double> values, double[]? array)
        {
            if (!features.HasFlag(feature)) return null;
            if (array is null) return values.ToArray();
            values.CopyTo(array);
            return array;
        }
    }

    private ReadOnlySpan<float> MixDown(Pcm pcm)
    {
        if (pcm.ChannelCount == 1) return pcm.Samples;
        if (mixdown.Length < pcm.FrameCount) mixdown = new float[pcm.FrameCount];
        var mono = mixdown.AsSpan(0, pcm.FrameCount);
        pcm.MixDown(mono);
        return mono;
    }

    private ReadOnlySpan<float> FirstSecondAt16k(ReadOnlySpan<float> mono, int sampleRate)
    {
        if (sampleRate == SpectralDescriptors.SampleRate) return mono[..Math.Min(mono.Length, SpectralDescriptors.BufferLength)];
        return buffer16k.AsSpan(0, DescriptorResampler.For(sampleRate).Process(mono, buffer16k));
    }

    private TimbreScores Score(Pcm pcm, List<string> warnings)
    {
        var scores = timbre.Analyze(pcm);
        warnings.AddRange(scores.Warnings);
        return scores;
    }

    private Fingerprint? Identify(ReadOnlySpan<float> mono, int sampleRate, List<string> warnings)
    {
        var fingerprint = fingerprinter.Compute(mono, sampleRate);
        if (fingerprint is null) warnings.Add("fingerprint: there is nothing to hear, so nothing tells this sound from other silence.");
        return fingerprint;
    }
}
