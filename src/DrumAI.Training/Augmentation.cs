using System.Numerics.Tensors;
using DrumAI.Audio;

namespace DrumAI.Training;

/// <summary>
/// Changes a sound the way studios, machines and careless cutting do, so that its label stays true: the same hit in another room,
/// through another box, played a little faster, cut a little shorter.
/// </summary>
/// <remarks>Ramires and Serra (DAFx 2019) show that drum classifiers which saw only clean one-shots fail under such effects.</remarks>
public static class Augmentation
{
    /// <summary>Changes with what the functions here do, so that stored results of theirs are told apart.</summary>
    public const string Version = "2";

    private static readonly int[] PoorRates = [8000, 11025, 12000, 16000, 22050, 24000, 26040, 32000];

    /// <summary>A changed copy. The same state of <paramref name="random"/> gives the same copy.</summary>
    /// <param name="mono">One channel, not silent.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="layer">Another sound of the same kind and rate to mix in, or null.</param>
    /// <param name="random">Source of all choices.</param>
    public static float[] Apply(ReadOnlySpan<float> mono, int sampleRate, float[]? layer, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var x = Normalise(mono.ToArray());
        if (layer is not null) x = Mix(x, Normalise(layer), Decibels(random, -14, -2));
        if (Chance(random, 0.65)) x = ChangeSpeed(x, Math.Pow(2, Math.Clamp(0.22 * Gaussian(random), -0.6, 0.6)));
        if (Chance(random, 0.2)) x = ExtendTail(x, sampleRate, random);
        if (Chance(random, 0.25)) CutTail(x, sampleRate, random);
        if (Chance(random, 0.25)) Decay(x, sampleRate, Uniform(random, 0.08, 0.8));
        if (Chance(random, 0.15)) x = ChopStart(x, (int)(sampleRate * Uniform(random, 0, 0.004)));
        if (Chance(random, 0.3)) ShapeDynamics(x, sampleRate, Uniform(random, -0.5, 0.4));
        if (Chance(random, 0.7)) Equalise(x, sampleRate, random);
        if (Chance(random, 0.2)) Biquad.LowPass(sampleRate, LogUniform(random, 2500, 16000), 0.707).Run(x);
        if (Chance(random, 0.12)) Biquad.HighPass(sampleRate, LogUniform(random, 20, 200), 0.707).Run(x);
        if (Chance(random, 0.25)) Saturate(x, Decibels(random, 3, 26), hard: Chance(random, 0.3));
        if (Chance(random, 0.25)) x = Reverberate(x, sampleRate, random);
        if (Chance(random, 0.15)) x = LoseRate(x, sampleRate, random);
        if (Chance(random, 0.12)) Quantise(x, random.Next(5, 11));
        if (Chance(random, 0.12)) x = LossyCodec.Apply(x, sampleRate, random);
        if (Chance(random, 0.3)) x = AddNoise(x, sampleRate, random);
        return x;
    }

    /// <summary>
    /// Something new out of two sounds, which nobody would label like either: far up or down in pitch, one on top of or just after the other. A network that has to say of it what
    /// a teacher says learns about sounds that no library has.
    /// </summary>
    /// <param name="mono">One channel, not silent.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="other">Any other sound, taken as if it were at this rate.</param>
    /// <param name="random">Source of all choices.</param>
    public static float[] Wild(ReadOnlySpan<float> mono, int sampleRate, ReadOnlySpan<float> other, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var x = ChangeSpeed(Normalise(mono.ToArray()), Math.Pow(2, Uniform(random, -1.2, 1.2)));
        if (Chance(random, 0.8))
        {
            var y = ChangeSpeed(Normalise(other.ToArray()), Math.Pow(2, Uniform(random, -1, 1)));
            int delay = Chance(random, 0.5) ? 0 : (int)(sampleRate * LogUniform(random, 0.002, 0.2));
            var late = new float[delay + y.Length];
            y.CopyTo(late, delay);
            x = Mix(x, late, Decibels(random, -18, 3));
        }

        return Apply(x, sampleRate, null, random);
    }

    /// <summary>A flam: the same stroke once more, 8 to 50 ms earlier, softer and a little duller.</summary>
    internal static float[] Flam(ReadOnlySpan<float> mono, int sampleRate, Random random)
    {
        var stroke = Normalise(mono.ToArray());
        var grace = ChangeSpeed(stroke, Math.Pow(2, 0.03 * Gaussian(random)));
        Biquad.LowPass(sampleRate, LogUniform(random, 4000, 16000), 0.707).Run(grace);
        var late = new float[(int)(sampleRate * Uniform(random, 0.008, 0.05)) + stroke.Length];
        stroke.CopyTo(late, late.Length - stroke.Length);
        return Mix(late, grace, Decibels(random, -14, -1));
    }

    /// <summary>Peak 1; silence stays.</summary>
    internal static float[] Normalise(float[] x)
    {
        float peak = TensorPrimitives.MaxMagnitude(x);
        if (Math.Abs(peak) > 1e-9f) TensorPrimitives.Multiply(x, 1 / Math.Abs(peak), x);
        return x;
    }

    /// <summary>The sum of two sounds, the second scaled by <paramref name="gain"/>; as long as the longer.</summary>
    internal static float[] Mix(float[] x, float[] layer, float gain)
    {
        var y = new float[Math.Max(x.Length, layer.Length)];
        x.CopyTo(y, 0);
        TensorPrimitives.MultiplyAdd(layer, gain, y.AsSpan(0, layer.Length), y.AsSpan(0, layer.Length));
        return y;
    }

    /// <summary>Plays <paramref name="ratio"/> times as fast, pitch and length together, by cubic (Catmull-Rom) interpolation.</summary>
    internal static float[] ChangeSpeed(float[] x, double ratio)
    {
        var y = new float[Math.Max(1, (int)(x.Length / ratio))];
        for (int n = 0; n < y.Length; n++)
        {
            double position = n * ratio;
            int i = (int)position;
            float t = (float)(position - i);
            float a = x[Math.Max(i - 1, 0)], b = x[Math.Min(i, x.Length - 1)], c = x[Math.Min(i + 1, x.Length - 1)], d = x[Math.Min(i + 2, x.Length - 1)];
            y[n] = b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
        }

        return y;
    }

    /// <summary>Goes on with the last 60 ms as grains that die away: a decay that nobody cut.</summary>
    internal static float[] ExtendTail(float[] x, int sampleRate, Random random)
    {
        int grain = Math.Min((int)(0.06 * sampleRate), x.Length) / 2 * 2;
        if (grain < 64) return x;
        double sixtyDecibelSeconds = Uniform(random, 0.1, 1.5);
        int extra = (int)(Math.Min(sixtyDecibelSeconds, 1) * sampleRate), half = grain / 2;
        var y = new float[x.Length + extra];
        x.CopyTo(y, 0);
        // Cross-fade from half a grain before the old end.
        for (int start = x.Length - half; start + grain < y.Length; start += half)
        {
            int from = x.Length - grain + random.Next(0, half / 4 + 1) - half / 8;
            for (int i = 0; i < grain; i++)
            {
                int source = Math.Clamp(from + i, 0, x.Length - 1), target = start + i;
                double elapsed = (double)(target - x.Length + half) / sampleRate;
                float window = 0.5f - 0.5f * MathF.Cos(2 * MathF.PI * i / grain);
                if (target >= x.Length) y[target] += x[source] * window * (float)Math.Pow(10, -3 * elapsed / sixtyDecibelSeconds);
            }
        }

        return y;
    }

    /// <summary>Silences everything after a random point, with a short fade.</summary>
    internal static void CutTail(float[] x, int sampleRate, Random random)
    {
        int least = (int)(0.05 * sampleRate);
        if (x.Length <= least) return;
        int cut = random.Next(least, x.Length);
        int fade = (int)(sampleRate * LogUniform(random, 0.001, 0.1));
        for (int i = Math.Max(0, cut - fade); i < x.Length; i++) x[i] *= i >= cut ? 0 : (float)(cut - i) / fade;
    }

    /// <summary>Multiplies by an exponential that falls by 60 dB in 6.9 times <paramref name="timeConstantSeconds"/>.</summary>
    internal static void Decay(float[] x, int sampleRate, double timeConstantSeconds)
    {
        float factor = (float)Math.Exp(-1 / (timeConstantSeconds * sampleRate)), gain = 1;
        for (int i = 0; i < x.Length; i++, gain *= factor) x[i] *= gain;
    }

    private static float[] ChopStart(float[] x, int count) => count < x.Length / 4 ? x[count..] : x;

    /// <summary>Raises the envelope to the power 1 + <paramref name="amount"/>: below 0 a compressor, above 0 an expander.</summary>
    internal static void ShapeDynamics(float[] x, int sampleRate, double amount)
    {
        float release = (float)Math.Exp(-1 / (0.02 * sampleRate)), envelope = 0;
        for (int i = 0; i < x.Length; i++)
        {
            envelope = Math.Max(Math.Abs(x[i]), envelope * release);
            if (envelope > 1e-5f) x[i] *= MathF.Pow(Math.Max(envelope, 0.003f), (float)amount);
        }
    }

    private static void Equalise(float[] x, int sampleRate, Random random)
    {
        int count = random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            double gain = Math.Clamp(6 * Gaussian(random), -14, 14);
            (random.Next(4) switch
            {
                0 => Biquad.LowShelf(sampleRate, LogUniform(random, 60, 600), gain),
                1 => Biquad.HighShelf(sampleRate, LogUniform(random, 1500, 10000), gain),
                _ => Biquad.Peak(sampleRate, LogUniform(random, 80, 12000), Uniform(random, 0.4, 3), gain),
            }).Run(x);
        }
    }

    internal static void Saturate(float[] x, float drive, bool hard)
    {
        Normalise(x);
        if (hard)
        {
            for (int i = 0; i < x.Length; i++) x[i] = Math.Clamp(x[i] * Math.Min(drive, 6), -1, 1);
            return;
        }

        TensorPrimitives.Multiply(x, drive, x);
        TensorPrimitives.Tanh(x, x);
    }

    /// <summary>A room of sparse random echoes under an exponential (velvet noise: Karjalainen and Jarvelainen, AES 2007).</summary>
    internal static float[] Reverberate(float[] x, int sampleRate, Random random)
    {
        double sixtyDecibelSeconds = LogUniform(random, 0.08, 1.5);
        float wet = Decibels(random, -26, -6);
        int tail = (int)(Math.Min(sixtyDecibelSeconds, 0.8) * sampleRate);
        var y = new float[x.Length + tail];
        x.CopyTo(y, 0);
        double period = sampleRate / 700.0;
        for (double at = sampleRate * Uniform(random, 0.0005, 0.02); at < tail; at += period)
        {
            int delay = (int)(at + period * random.NextDouble());
            if (delay >= tail) break;
            float gain = wet * (float)Math.Pow(10, -3.0 * delay / sampleRate / sixtyDecibelSeconds) * (random.Next(2) == 0 ? 1 : -1);
            TensorPrimitives.MultiplyAdd(x, gain, y.AsSpan(delay, x.Length), y.AsSpan(delay, x.Length));
        }

        return y;
    }

    private static float[] LoseRate(float[] x, int sampleRate, Random random)
    {
        int rate = PoorRates[random.Next(PoorRates.Length)];
        if (rate >= sampleRate) return x;
        if (Chance(random, 0.6)) return Resampler.Resample(Resampler.Resample(x, sampleRate, rate), rate, sampleRate);
        // An old sampler: no filter before, none after.
        var y = new float[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = x[(int)((long)i * rate / sampleRate * sampleRate / rate)];
        return y;
    }

    internal static void Quantise(float[] x, int bits)
    {
        Normalise(x);
        float steps = 1 << (bits - 1);
        for (int i = 0; i < x.Length; i++) x[i] = MathF.Round(x[i] * steps) / steps;
    }

    private static float[] AddNoise(float[] x, int sampleRate, Random random)
    {
        int lead = Chance(random, 0.3) ? (int)(sampleRate * Uniform(random, 0, 0.03)) : 0;
        int trail = Chance(random, 0.5) ? (int)(sampleRate * Uniform(random, 0, 1)) : 0;
        var y = new float[lead + x.Length + trail];
        Normalise(x).CopyTo(y, lead);
        float level = Decibels(random, -72, -36), pole = Chance(random, 0.5) ? 0 : (float)Uniform(random, 0.5, 0.98), state = 0;
        float scale = level * MathF.Sqrt(1 - pole * pole);
        for (int i = 0; i < y.Length; i++)
        {
            state = pole * state + (float)(2 * random.NextDouble() - 1) * 1.7f;
            y[i] += scale * state;
        }

        return y;
    }

    private static bool Chance(Random random, double probability) => random.NextDouble() < probability;

    private static double Uniform(Random random, double low, double high) => low + (high - low) * random.NextDouble();

    private static double LogUniform(Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());

    private static float Decibels(Random random, double low, double high) => (float)Math.Pow(10, Uniform(random, low, high) / 20);

    internal static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
