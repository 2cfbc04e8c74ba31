using System.Numerics.Tensors;
using DrumAI.Audio;

namespace DrumAI.Identity;

/// <summary>
/// The second of a sound from its onset in a form that all copies share: one channel at 22.05 kHz without constant ends, offset or rumble, and
/// an anchor to which their times refer.
/// </summary>
/// <remarks>Owns scratch memory: one thread at a time.</remarks>
internal sealed class SoundSegment
{
    /// <summary>In Hz; what lies above half of it is not heard.</summary>
    public const int SampleRate = 22050;

    /// <summary>How far from the anchor <see cref="Around"/> may reach, in amplitudes.</summary>
    public const int Reach = SampleRate;

    private const double HighPassHz = 30;
    private const double AnchorShare = 0.05;
    private const float ConstantTolerance = 1e-4f;
    private const float OnsetShare = 0.01f;
    private const double SecondsBeforeOnset = 0.03;
    private const double SegmentSeconds = 0.95;
    private const int LongestLength = (int)(SegmentSeconds * SampleRate) + 1;

    private readonly float[] resampled = new float[LongestLength];
    private readonly double[] padded = new double[LongestLength + 2 * Reach];
    private float[] filtered = [];
    private float[] piece = [];
    private int anchor;

    /// <summary>Takes in a sound.</summary>
    /// <param name="mono">Finite amplitudes.</param>
    /// <param name="sampleRate">Their rate in Hz.</param>
    /// <returns>False where there is nothing to hear.</returns>
    public bool Prepare(ReadOnlySpan<float> mono, int sampleRate)
    {
        var sound = WithoutConstantEnds(mono);
        if (sound.IsEmpty) return false;
        float peak = RemoveRumble(sound, sampleRate);
        if (!(peak > float.Epsilon) || !float.IsFinite(peak)) return false;
        int length = Resample(filtered.AsSpan(0, sound.Length), sampleRate, OnsetShare * peak);
        anchor = FindAnchor(padded.AsSpan(Reach, length));
        return true;
    }

    /// <summary>Amplitudes around the anchor; silence lies around the segment.</summary>
    /// <param name="offset">First amplitude, counted from the anchor; may be negative.</param>
    /// <param name="length">How many.</param>
    public ReadOnlySpan<double> Around(int offset, int length) => padded.AsSpan(Reach + anchor + offset, length);

    /// <summary>
    /// Cuts off where the amplitude stays as it begins or as it ends: digital silence, with or without an offset. What is left is the same
    /// whether or not silence was added, and its mean is the offset.
    /// </summary>
    private static ReadOnlySpan<float> WithoutConstantEnds(ReadOnlySpan<float> mono)
    {
        if (mono.IsEmpty) return mono;
        float tolerance = ConstantTolerance * (TensorPrimitives.Max(mono) - TensorPrimitives.Min(mono));
        int first = 0, last = mono.Length - 1;
        while (first < mono.Length && Math.Abs(mono[first] - mono[0]) <= tolerance) first++;
        if (first == mono.Length) return [];
        while (Math.Abs(mono[last] - mono[^1]) <= tolerance) last--;
        // One amplitude of either end stays, lest a lone click be taken for an offset.
        return mono[Math.Max(0, first - 1)..Math.Min(mono.Length, last + 2)];
    }

    /// <summary>Takes off the mean and all below 30 Hz (second-order Butterworth high-pass).</summary>
    /// <returns>The highest magnitude that is left.</returns>
    private float RemoveRumble(ReadOnlySpan<float> sound, int sampleRate)
    {
        if (filtered.Length < sound.Length) filtered = new float[sound.Length];
        double sum = 0;
        foreach (float amplitude in sound) sum += amplitude;
        double mean = sum / sound.Length;
        double k = Math.Tan(Math.PI * Math.Min(HighPassHz / sampleRate, 0.45)), norm = 1 / (1 + Math.Sqrt(2) * k + k * k);
        double a1 = 2 * (k * k - 1) * norm, a2 = (1 - Math.Sqrt(2) * k + k * k) * norm;
        double state1 = 0, state2 = 0;
        for (int n = 0; n < sound.Length; n++)
        {
            double x = (sound[n] - mean) * norm, y = x + state1;
            state1 = state2 - 2 * x - a1 * y;
            state2 = x - a2 * y;
            filtered[n] = (float)y;
        }

        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(filtered.AsSpan(0, sound.Length)));
    }

    /// <summary>Resamples a second from the onset, between silences to overhang into.</summary>
    /// <returns>Amplitudes of it.</returns>
    private int Resample(ReadOnlySpan<float> sound, int sampleRate, float threshold)
    {
        int onset = 0;
        while (onset < sound.Length - 1 && Math.Abs(sound[onset]) < threshold) onset++;
        int before = (int)(SecondsBeforeOnset * sampleRate), wanted = Math.Max(1, (int)(SegmentSeconds * sampleRate));
        if (piece.Length < wanted) piece = new float[wanted];
        var second = piece.AsSpan(0, wanted);
        second.Clear();
        int from = Math.Max(0, onset - before), to = Math.Min(sound.Length, onset - before + wanted);
        sound[from..to].CopyTo(second[(from - (onset - before))..]);

        var resampler = Resampler.For(sampleRate, SampleRate);
        var output = resampled.AsSpan(0, Math.Min(resampled.Length, resampler.OutputLength(wanted)));
        resampler.Process(second, output);
        padded.AsSpan().Clear();
        TensorPrimitives.ConvertTruncating<float, double>(output, padded.AsSpan(Reach));
        return output.Length;
    }

    /// <summary>Where a share of the energy has come: it moves little when noise or a fade changes the sound a little.</summary>
    private static int FindAnchor(ReadOnlySpan<double> signal)
    {
        double wanted = AnchorShare * TensorPrimitives.SumOfSquares(signal), energy = 0;
        for (int n = 0; n < signal.Length; n++)
        {
            energy += signal[n] * signal[n];
            if (energy >= wanted) return n;
        }

        return signal.Length - 1;
    }
}
