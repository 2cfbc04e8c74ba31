using System.Numerics.Tensors;

namespace DrumAI.Audio;

/// <summary>
/// Finds the strokes in a sound by steep rises of energy, in the whole band and in its first difference (+6 dB an octave, where a hat is
/// heard over a kick's tail). Energies of 5 ms hops are compared in windows of 20 ms ahead and 40 ms behind: wide enough not to follow the
/// single periods of a deep tone.
/// </summary>
internal static class OnsetDetector
{
    private const double HopSeconds = 0.005, MinimumDistanceSeconds = 0.06;
    private const int AheadHopCount = 4, BehindHopCount = 8;
    private const double RiseDecibels = 6, RangeDecibels = 30, FloorDecibels = 60;

    /// <summary>The strokes, in order of time.</summary>
    /// <param name="mono">One channel of sound.</param>
    /// <param name="sampleRate">Hz.</param>
    public static IReadOnlyList<Onset> Find(ReadOnlySpan<float> mono, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        int hopLength = Math.Max(1, (int)Math.Round(HopSeconds * sampleRate)), hopCount = mono.Length / hopLength;
        if (hopCount < AheadHopCount) return [];
        var energies = new double[hopCount];
        var highEnergies = new double[hopCount];
        Span<float> difference = new float[hopLength];
        for (int hop = 0; hop < hopCount; hop++)
        {
            int start = hop * hopLength;
            energies[hop] = TensorPrimitives.SumOfSquares(mono.Slice(start, hopLength));
            ReadOnlySpan<float> now = start == 0 ? mono[1..hopLength] : mono.Slice(start, hopLength);
            TensorPrimitives.Subtract(now, mono.Slice(Math.Max(0, start - 1), now.Length), difference);
            highEnergies[hop] = TensorPrimitives.SumOfSquares<float>(difference[..now.Length]);
        }

        var rises = new double[hopCount];
        var levels = new double[hopCount];
        Array.Fill(levels, double.NegativeInfinity);
        AddRises(energies, rises, levels);
        AddRises(highEnergies, rises, levels);
        return Pick(rises, levels, (double)hopLength / sampleRate);
    }

    /// <summary>Raises each hop's steepness and level to what this band has there.</summary>
    private static void AddRises(double[] energies, double[] rises, double[] levels)
    {
        var sums = new double[energies.Length + 1];
        for (int i = 0; i < energies.Length; i++) sums[i + 1] = sums[i] + energies[i];
        double loudest = 0;
        for (int i = 0; i + AheadHopCount <= energies.Length; i++) loudest = Math.Max(loudest, Mean(i, i + AheadHopCount));
        if (loudest <= 0) return;
        double floor = loudest * Math.Pow(10, -FloorDecibels / 10);
        for (int i = 0; i + AheadHopCount <= energies.Length; i++)
        {
            double ahead = Mean(i, i + AheadHopCount), behind = i == 0 ? 0 : Mean(Math.Max(0, i - BehindHopCount), i);
            double level = Decibels(ahead / loudest);
            if (level < -RangeDecibels) continue;
            double rise = Decibels((ahead + floor) / (behind + floor));
            if (rise <= rises[i]) continue;
            rises[i] = rise;
            levels[i] = level;
        }

        double Mean(int from, int to) => (sums[to] - sums[from]) / (to - from);
    }

    /// <summary>The steepest rises first; none within 60 ms of a steeper one.</summary>
    private static List<Onset> Pick(double[] rises, double[] levels, double hopSeconds)
    {
        int distance = (int)Math.Round(MinimumDistanceSeconds / hopSeconds);
        var onsets = new List<Onset>();
        for (int i = 0; i < rises.Length; i++)
        {
            if (rises[i] < RiseDecibels) continue;
            int from = Math.Max(0, i - distance), to = Math.Min(rises.Length, i + distance + 1);
            int steepest = from + TensorPrimitives.IndexOfMax<double>(rises.AsSpan(from, to - from));
            if (steepest == i) onsets.Add(new Onset(i * hopSeconds, levels[i]));
        }

        return onsets;
    }

    private static double Decibels(double ratio) => 10 * Math.Log10(Math.Max(ratio, 1e-30));
}
