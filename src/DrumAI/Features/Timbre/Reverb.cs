using System.Numerics;
using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Whether a sound is heard as reverberant: 1 where 2.971 T - 1.451 >= 0, T being the reverberation time estimated blindly
/// from the sound itself, the mean of its first two channels. H. W. Lollmann et al. ("An improved algorithm for blind
/// reverberation time estimation", IWAENC 2010) with the Laplacian likelihood of T. Jan and W. Wang ("Blind
/// reverberation time estimation based on Laplace distribution", EUSIPCO 2012): frames in which peaks and variance fall
/// through at least three subframes are decays; each votes for the decay rate of the greatest likelihood, and the most
/// frequent vote moves a slow average.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Reverb
{
    private const int Downsampling = 2;
    private const int LeastSubframes = 3, MostSubframes = 7;
    private const int TimeCount = 10;
    private const double InitialSeconds = 0.3;
    private const double Smoothing = 0.995;

    private readonly int[] votes = new int[TimeCount];
    private double[] even = [], odd = [], magnitudes = [];
    private readonly PerRate<double[]> growths = new(MakeGrowth);
    private int[] queue = [];

    /// <summary>Score of a sound from the reverberation times of its channels: 0 or 1.</summary>
    public static int Score(double meanSeconds) => 2.97126461 * meanSeconds - 1.45082989 >= 0 ? 1 : 0;

    /// <summary>Reverberation time of a channel, 0.2 to 1.1 s; 0.2 where the sound is too short or no decay is found.</summary>
    public double Seconds(ReadOnlySpan<double> channel, int sampleRate)
    {
        double factor = sampleRate / 24000.0;
        int subframe = SubframeLength(sampleRate), shift = (int)Math.Round(factor * 200 / Downsampling);
        int window = MostSubframes * subframe * Downsampling, capacity = (int)Math.Round(factor * 800 / Downsampling);
        if (channel.Length <= window) return Time(0);
        Array.Clear(votes);
        Scratch.Grow(ref queue, capacity).Clear();

        double last = InitialSeconds, raw = InitialSeconds, sum = 0;
        int updates = 0;
        Downsample(channel);
        for (int start = 0; start <= channel.Length - window; start += shift)
        {
            // Frames begin on an even or an odd sample and take every other one from there.
            ReadOnlySpan<double> frame = (start % Downsampling == 0 ? even : odd).AsSpan(start / Downsampling, window / Downsampling);
            int decay = DecaySubframes(frame, subframe);
            if (decay > 0)
            {
                int vote = MostLikely(frame[..(decay * subframe)], sampleRate);
                votes[vote]++;
                // The oldest vote is forgotten, one later than the memory is full.
                if (updates + 1 > capacity + 1) votes[queue[updates % capacity]]--;
                queue[updates % capacity] = vote;
                updates++;
                raw = Time(TensorPrimitives.IndexOfMax<int>(votes));
            }

            last = Smoothing * last + (1 - Smoothing) * raw;
            if (decay > 0) sum += last;
        }

        return updates == 0 ? Time(0) : sum / updates;
    }

    private void Downsample(ReadOnlySpan<double> channel)
    {
        int half = (channel.Length + 1) / 2;
        Span<double> first = Scratch.Grow(ref even, half), second = Scratch.Grow(ref odd, half);
        for (int i = 0; i < channel.Length / 2; i++)
        {
            first[i] = channel[2 * i];
            second[i] = channel[2 * i + 1];
        }

        if (channel.Length % 2 != 0) first[^1] = channel[^1];
    }

    private static double Time(int index) => 0.2 + 0.1 * index;

    /// <summary>Subframes through which the sound dies away before it rises again; 0 where that is not a decay.</summary>
    private static int DecaySubframes(ReadOnlySpan<double> frame, int subframe)
    {
        var before = new Spread(frame[..subframe]);
        int count = 0;
        for (int k = 1; k < MostSubframes - 1; k++)
        {
            var now = new Spread(frame.Slice(k * subframe, subframe + 1));
            if (!(before.Variance > now.Variance && before.Max > now.Max && before.Min < now.Min)) return count >= LeastSubframes ? count : 0;
            count++;
            before = now;
        }

        // A decay that fills the whole frame is left to later frames.
        return 0;
    }

    /// <summary>Index of the time under whose decay the frame is likeliest, its magnitudes being Laplacian.</summary>
    private int MostLikely(ReadOnlySpan<double> frame, int sampleRate)
    {
        double[] growth = growths[sampleRate];
        int length = frame.Length, stride = growth.Length / TimeCount, best = 0;
        Span<double> h = Scratch.Grow(ref magnitudes, length);
        TensorPrimitives.Abs(frame, h);
        double highest = double.NegativeInfinity;
        for (int i = 0; i < TimeCount; i++)
        {
            double scale = TensorPrimitives.Dot(h, growth.AsSpan(i * stride, length)) / length;
            double likelihood = -length * Math.Log(scale) - LogDecay(i, sampleRate) * (length * (length - 1.0) / 2);
            if (!(likelihood > highest)) continue;
            highest = likelihood;
            best = i;
        }

        return best;
    }

    private static double LogDecay(int index, int sampleRate) => -3 * Math.Log(10) / (Time(index) * ((double)sampleRate / Downsampling));

    /// <summary>The reciprocal decays, against which a decaying frame is even.</summary>
    private static double[] MakeGrowth(int sampleRate)
    {
        int length = MostSubframes * SubframeLength(sampleRate);
        var growth = new double[TimeCount * length];
        for (int i = 0; i < TimeCount; i++)
        {
            double rate = -LogDecay(i, sampleRate);
            for (int n = 0; n < length; n++) growth[i * length + n] = Math.Exp(rate * n);
        }

        return growth;
    }

    private static int SubframeLength(int sampleRate) => (int)Math.Round(sampleRate / 24000.0 * 700 / Downsampling);

    private readonly struct Spread
    {
        public Spread(ReadOnlySpan<double> samples)
        {
            double mean = TensorPrimitives.Sum(samples) / samples.Length, sum = 0;
            Vector<double> means = new(mean), sums = default, max = new(double.NegativeInfinity), min = new(double.PositiveInfinity);
            int i = 0;
            for (; i <= samples.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var v = new Vector<double>(samples[i..]);
                max = Vector.Max(max, v);
                min = Vector.Min(min, v);
                v -= means;
                sums = Vector.FusedMultiplyAdd(v, v, sums);
            }

            (Max, Min) = (max[0], min[0]);
            for (int lane = 1; lane < Vector<double>.Count; lane++) (Max, Min) = (Math.Max(Max, max[lane]), Math.Min(Min, min[lane]));
            for (; i < samples.Length; i++)
            {
                (Max, Min) = (Math.Max(Max, samples[i]), Math.Min(Min, samples[i]));
                sum += (samples[i] - mean) * (samples[i] - mean);
            }

            Variance = (sum + Vector.Sum(sums)) / samples.Length;
        }

        public double Variance { get; }

        public double Max { get; }

        public double Min { get; }
    }
}
