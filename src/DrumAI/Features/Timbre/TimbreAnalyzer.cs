using System.Numerics.Tensors;
using DrumAI.Audio;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Computes the <see cref="TimbreScores"/> of sounds. What several models need (loudness normalisation, third-octave filter
/// bank, filtered sounds, spectra, onsets, envelopes) is computed once. All in double precision, but for the medians that part
/// percussion from tone.
/// </summary>
/// <remarks>
/// Holds scratch memory (about 7 MB a second of the longest sound so far) and allocates next to nothing for further
/// sounds: keep an instance, one for each thread. Channels are summed, the first three where there are more; sounds below
/// 44.1 kHz are raised to it after normalisation, others keep their rate.
/// </remarks>
public sealed class TimbreAnalyzer
{
    /// <summary>Lowest sample rate that is analysed, in Hz.</summary>
    public const int MinSampleRate = 1000;

    /// <summary>Highest sample rate that is analysed, in Hz.</summary>
    public const int MaxSampleRate = 384000;

    /// <summary>How much of a sound is analysed, in seconds; the rest of a longer one is left out, with a warning.</summary>
    public const int MaxSeconds = 60;

    private const int SummedChannels = 3;
    private const int ReverbChannels = 2;
    private const int LeastHardnessSamples = 512;

    private readonly LoudnessCurve curve = new();
    private readonly CrossoverFilters crossovers = new();
    private readonly PeakPicker peaks = new();
    private readonly OnsetDetector onsets = new();
    private readonly CenteredStft stft;
    private readonly HarmonicPercussive harmonicPercussive;
    private readonly Boominess boominess = new();
    private readonly Brightness brightness;
    private readonly Depth depth;
    private readonly Roughness roughness;
    private readonly Hardness hardness;
    private readonly Warmth warmth;
    private readonly Reverb reverb = new();
    private readonly double[] re = new double[CenteredStft.BinCount], im = new double[CenteredStft.BinCount];
    private readonly double[] power = new double[CenteredStft.BinCount];
    private readonly OnsetStrength strength = new(), paddedStrength = new(), filteredStrength = new();
    private readonly PerRate<TriangularFilters> melBands = new(OnsetStrength.MelBands);
    private readonly PerRate<KaiserUpsampler> upsamplers = new(rate => new KaiserUpsampler(rate));
    private double[] mono = [], upsampled = [], channel = [], envelope = [];

    /// <summary>Prepares an analyzer.</summary>
    public TimbreAnalyzer()
    {
        RealFft64 fft2048 = new(2048), fft4096 = new(4096), fft8192 = new(8192);
        stft = new CenteredStft(fft2048);
        harmonicPercussive = new HarmonicPercussive(fft2048);
        brightness = new Brightness(fft2048);
        depth = new Depth(fft4096, peaks, onsets);
        roughness = new Roughness(peaks);
        hardness = new Hardness(new Bandwidth(), onsets);
        warmth = new Warmth(fft8192, peaks, onsets);
    }

    /// <summary>Analyses a decoded sound.</summary>
    public TimbreScores Analyze(Pcm sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        return Analyze(sound.Samples, sound.ChannelCount, sound.SampleRate);
    }

    /// <summary>Analyses a sound.</summary>
    /// <param name="interleaved">Amplitudes, channel by channel within each frame.</param>
    /// <param name="channelCount">Number of channels, 1 or more.</param>
    /// <param name="sampleRate">Frames a second, in Hz, 1 or more.</param>
    /// <exception cref="ArgumentException">The amplitudes do not divide into the channels, or a number is out of range.</exception>
    public TimbreScores Analyze(ReadOnlySpan<float> interleaved, int channelCount, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (interleaved.Length % channelCount != 0) throw new ArgumentException("The amplitudes do not divide into the channels.", nameof(interleaved));
        int length = interleaved.Length / channelCount;
        if (length == 0) return new TimbreScores { Warnings = ["timbre: the sound holds no samples."] };
        if (sampleRate is < MinSampleRate or > MaxSampleRate)
            return new TimbreScores { Warnings = [$"timbre: sample rates from {MinSampleRate} to {MaxSampleRate} Hz are analysed, not {sampleRate} Hz."] };
        if (!TensorPrimitives.IsFiniteAll(interleaved)) return new TimbreScores { Warnings = ["timbre: the sound holds amplitudes that are not finite."] };

        var warnings = new List<string>();
        if (length > (long)MaxSeconds * sampleRate)
        {
            length = MaxSeconds * sampleRate;
            interleaved = interleaved[..(length * channelCount)];
            warnings.Add($"timbre: only the first {MaxSeconds} s were analysed.");
        }

        int? reverbScore = ScoreReverb(interleaved, channelCount, sampleRate, warnings);
        Span<double> audio = Scratch.Grow(ref mono, length);
        audio.Clear();
        for (int c = 0; c < Math.Min(channelCount, SummedChannels); c++)
        {
            for (int i = 0; i < length; i++) audio[i] += interleaved[i * channelCount + c];
        }

        if (TensorPrimitives.MaxMagnitude<double>(audio) == 0)
        {
            warnings.Add("timbre: the sum of the channels is silent; the seven scores are not defined.");
            return new TimbreScores { Reverb = reverbScore, Warnings = warnings };
        }

        if (!LoudnessNormalizer.Normalize(audio, sampleRate))
        {
            warnings.Add("timbre: quieter than -70 LUFS throughout, so it cannot be brought to -24 LUFS; roughness is 0 by definition, the other six scores are not defined.");
            return new TimbreScores { Roughness = 0, Reverb = reverbScore, Warnings = warnings };
        }

        if (length < sampleRate * 0.4 && sampleRate * 2L % 5 != 0)
            warnings.Add("timbre: at this sample rate the original models fail on sounds under 0.4 s; measured as at other rates.");
        if (sampleRate < KaiserUpsampler.TargetRate)
        {
            Span<double> raised = Scratch.Grow(ref upsampled, upsamplers[sampleRate].OutputLength(length));
            upsamplers[sampleRate].Process(audio, raised);
            audio = raised;
            sampleRate = KaiserUpsampler.TargetRate;
        }

        return Score(audio, sampleRate, reverbScore, warnings);
    }

    /// <summary>
    /// Analyses a sound that already is one channel at -24 LUFS and at 44.1 kHz or more: the stages before are left out. Reverb, which does not
    /// depend on the level, is measured from it too.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside 44.1 kHz to <see cref="MaxSampleRate"/>.</exception>
    public TimbreScores AnalyzeNormalized(ReadOnlySpan<double> audio, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, KaiserUpsampler.TargetRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, MaxSampleRate);
        if (audio.IsEmpty || !TensorPrimitives.IsFiniteAll(audio) || TensorPrimitives.MaxMagnitude(audio) == 0)
            return new TimbreScores { Warnings = ["timbre: the sound is empty, silent or not finite."] };
        return Score(audio, sampleRate, Reverb.Score(reverb.Seconds(audio, sampleRate)), []);
    }

    private TimbreScores Score(ReadOnlySpan<double> audio, int sampleRate, int? reverbScore, List<string> warnings)
    {
        curve.Measure(audio, sampleRate);
        crossovers.Split(audio, sampleRate);
        SharedSpectra(audio, sampleRate);
        Strength(audio, Bandwidth.ZerosInFront, sampleRate, paddedStrength);
        Strength(crossovers.Full, 0, sampleRate, filteredStrength);
        // Zeros in front leave the envelope at 0 until the sound begins, so the padded one holds the other.
        Span<double> padded = Scratch.Grow(ref envelope, Bandwidth.ZerosInFront + audio.Length);
        padded[..Bandwidth.ZerosInFront].Clear();
        Span<double> own = padded[Bandwidth.ZerosInFront..];
        HoldEnvelope.Follow(audio, Math.Abs(TensorPrimitives.MaxMagnitude(audio)), sampleRate, 0.1, own);

        double hardnessScore = audio.Length < LeastHardnessSamples
            ? double.NaN
            : hardness.Score(audio, padded, paddedStrength.Values, curve, harmonicPercussive.PercussiveShare(audio), sampleRate);
        return new TimbreScores
        {
            Hardness = Defined("hardness", hardnessScore, "shorter than 512 samples, no percussion at all, or no rise in level to measure", warnings),
            Depth = Defined("depth", depth.Score(crossovers, filteredStrength.Values, sampleRate), "no power or no spectral peak", warnings),
            Brightness = Defined("brightness", brightness.Score(crossovers, sampleRate), "no power that changes", warnings),
            Roughness = Defined("roughness", roughness.Score(audio, sampleRate), "shorter than half a frame of 50 ms", warnings),
            Warmth = Defined("warmth", warmth.Score(audio, own, strength.Values, curve, sampleRate), "no power that changes, or bins without any", warnings),
            Sharpness = Defined("sharpness", Sharpness.Score(curve), "nothing loud enough to be heard", warnings),
            Boominess = Defined("boominess", boominess.Score(curve), "nothing loud enough to be heard below 280 Hz", warnings),
            Reverb = reverbScore,
            Warnings = warnings,
        };
    }

    /// <summary>The spectra that warmth's onsets and the parting of percussion from tone both need.</summary>
    private void SharedSpectra(ReadOnlySpan<double> audio, int sampleRate)
    {
        int frames = CenteredStft.FrameCount(audio.Length), heard = OnsetStrength.HeardBinCount(sampleRate);
        stft.Load(audio);
        strength.Begin(melBands[sampleRate], frames);
        harmonicPercussive.Begin(frames);
        for (int i = 0; i < frames; i++)
        {
            Span<double> frameRe = harmonicPercussive.FrameRe(i), frameIm = harmonicPercussive.FrameIm(i);
            stft.Transform(i, frameRe, frameIm);
            SetFrame(strength, i, frameRe[..heard], frameIm[..heard]);
        }

        strength.Finish();
    }

    private void Strength(ReadOnlySpan<double> audio, int zerosInFront, int sampleRate, OnsetStrength onsetStrength)
    {
        int frames = CenteredStft.FrameCount(audio.Length + zerosInFront), heard = OnsetStrength.HeardBinCount(sampleRate);
        stft.Load(audio, zerosInFront);
        onsetStrength.Begin(melBands[sampleRate], frames);
        for (int i = 0; i < frames; i++)
        {
            if (CenteredStft.IsBefore(i, zerosInFront))
            {
                onsetStrength.SetSilence(i);
                continue;
            }

            stft.Transform(i, re, im);
            SetFrame(onsetStrength, i, re.AsSpan(0, heard), im.AsSpan(0, heard));
        }

        onsetStrength.Finish();
    }

    private void SetFrame(OnsetStrength onsetStrength, int frame, ReadOnlySpan<double> frameRe, ReadOnlySpan<double> frameIm)
    {
        Span<double> heard = power.AsSpan(0, frameRe.Length);
        TensorPrimitives.Multiply(frameRe, frameRe, heard);
        TensorPrimitives.MultiplyAdd(frameIm, frameIm, heard, heard);
        onsetStrength.SetFrame(frame, power);
    }

    private int? ScoreReverb(ReadOnlySpan<float> interleaved, int channelCount, int sampleRate, List<string> warnings)
    {
        if (TensorPrimitives.MaxMagnitude(interleaved) == 0)
        {
            warnings.Add("reverb: the sound is silent.");
            return null;
        }

        int length = interleaved.Length / channelCount, channels = Math.Min(channelCount, ReverbChannels);
        double seconds = 0;
        for (int c = 0; c < channels; c++)
        {
            Span<double> samples = Scratch.Grow(ref channel, length);
            for (int i = 0; i < length; i++) samples[i] = interleaved[i * channelCount + c];
            int rate = sampleRate;
            if (sampleRate < KaiserUpsampler.TargetRate)
            {
                Span<double> raised = Scratch.Grow(ref upsampled, upsamplers[sampleRate].OutputLength(length));
                upsamplers[sampleRate].Process(samples, raised);
                samples = raised;
                rate = KaiserUpsampler.TargetRate;
            }

            seconds += reverb.Seconds(samples, rate) / channels;
        }

        return Reverb.Score(seconds);
    }

    private static double? Defined(string model, double score, string otherwise, List<string> warnings)
    {
        if (double.IsFinite(score)) return score;
        warnings.Add($"{model}: not defined for this sound ({otherwise}).");
        return null;
    }
}
