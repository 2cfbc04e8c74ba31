using DrumAI.Audio;
using DrumAI.Classification;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Training;

/// <summary>
/// A network that heard two million recordings (EfficientAT mn04: Schmid, Koutini and Widmer, ICASSP 2023) describes a sound in 384 numbers; the
/// student learns to tell the same from its own picture. Only training needs it, and only its descriptions of training sounds are used.
/// </summary>
/// <remarks>Input: 32 kHz, pre-emphasis 0.97, symmetric Hann 800 in frames of 1024, hop 320, 128 Kaldi mel bands from 0 to 15 kHz,
/// (ln(mel + 1e-5) + 4.5) / 5. Not thread-safe.</remarks>
public sealed class Teacher : IDisposable
{
    /// <summary>Numbers of a description: the hit padded to a second, and the hit repeated for a second.</summary>
    public const int EmbeddingLength = 2 * 384;

    private const int SampleRate = 32000;
    private const int FftSize = 1024, Hop = 320, BandCount = 128, WindowLength = 800;

    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly float[] window = MakeWindow();
    private readonly (int First, float[] Weights)[] bands = MakeBands();

    static Teacher() => OnnxReporting.TurnOff();

    /// <param name="modelPath">The ONNX file: input <c>logmel</c> [N, 1, 128, T], output <c>embedding</c> [N, 384].</param>
    /// <exception cref="OnnxRuntimeException">The file is missing or no such model.</exception>
    public Teacher(string modelPath)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        session = new InferenceSession(modelPath, options);
    }

    /// <summary>Describes a sound by <see cref="EmbeddingLength"/> numbers.</summary>
    public float[] Describe(ReadOnlySpan<float> mono, int sampleRate)
    {
        int onset = Features.FrontEnd.FindOnset(mono, sampleRate);
        var hit = Augmentation.Normalise(Resampler.Resample(mono[onset..Math.Min(mono.Length, onset + sampleRate)], sampleRate, SampleRate));
        var second = new float[SampleRate];
        hit.AsSpan(0, Math.Min(hit.Length, second.Length)).CopyTo(second);
        var looped = new float[SampleRate];
        // Repeated every hit length, but never faster than eight times a second, which would be a tone.
        int period = Math.Max(Math.Min(hit.Length, SampleRate), SampleRate / 8);
        for (int start = 0; start < SampleRate; start += period)
            hit.AsSpan(0, Math.Min(hit.Length, Math.Min(period, SampleRate - start))).CopyTo(looped.AsSpan(start));
        return [.. Embed(second), .. Embed(looped)];
    }

    /// <summary>The 384 numbers of one second or so of 32 kHz sound.</summary>
    public float[] Embed(ReadOnlySpan<float> sound)
    {
        var logMel = LogMel(sound, out int frames);
        using var input = OrtValue.CreateTensorValueFromMemory(logMel, [1, 1, BandCount, frames]);
        using var results = session.Run(runOptions, ["logmel"], [input], ["embedding"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        runOptions.Dispose();
    }

    private float[] LogMel(ReadOnlySpan<float> x, out int frames)
    {
        // Pre-emphasis and reflection by half a frame at both ends.
        const int pad = FftSize / 2;
        int length = x.Length - 1;
        var padded = new float[length + 2 * pad];
        for (int i = 0; i < padded.Length; i++)
        {
            int at = i - pad;
            while (at < 0 || at >= length) at = at < 0 ? -at : 2 * (length - 1) - at;
            padded[i] = x[at + 1] - 0.97f * x[at];
        }

        frames = 1 + (length - 1) / Hop;
        var result = new float[BandCount * frames];
        var fft = new Features.RealFft64(FftSize);
        var frame = new double[FftSize];
        var power = new double[FftSize / 2 + 1];
        for (int t = 0; t < frames; t++)
        {
            for (int i = 0; i < FftSize; i++) frame[i] = t * Hop + i < padded.Length ? padded[t * Hop + i] * window[i] : 0;
            fft.PowerSpectrum(frame, power);
            for (int band = 0; band < BandCount; band++)
            {
                var (low, weights) = bands[band];
                double sum = 0;
                for (int i = 0; i < weights.Length; i++) sum += power[low + i] * weights[i];
                result[band * frames + t] = (MathF.Log((float)sum + 1e-5f) + 4.5f) / 5;
            }
        }

        return result;
    }

    private static float[] MakeWindow()
    {
        var window = new float[FftSize];
        for (int i = 0; i < WindowLength; i++)
            window[(FftSize - WindowLength) / 2 + i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / (WindowLength - 1)));
        return window;
    }

    private static (int First, float[] Weights)[] MakeBands()
    {
        static double Mel(double hz) => 1127 * Math.Log(1 + hz / 700);
        double step = Mel(15000) / (BandCount + 1);
        return [.. Enumerable.Range(0, BandCount).Select(band =>
        {
            var weights = Enumerable.Range(0, FftSize / 2).Select(bin =>
            {
                double mel = Mel(bin * (double)SampleRate / FftSize) / step - band;
                return (float)Math.Max(0, Math.Min(mel, 2 - mel));
            }).ToArray();
            int first = Array.FindIndex(weights, w => w > 0), last = Array.FindLastIndex(weights, w => w > 0);
            return first < 0 ? (0, Array.Empty<float>()) : (first, weights[first..(last + 1)]);
        })];
    }
}
