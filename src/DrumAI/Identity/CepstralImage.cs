using System.Numerics.Tensors;
using DrumAI.Audio;
using DrumAI.Features;

namespace DrumAI.Identity;

/// <summary>
/// A coarse picture of a sound that hardly changes from copy to copy: levels in 24 bands from 40 Hz to 9 kHz and 13 columns of time, as a
/// two-dimensional cepstrum (discrete cosine transform, type II, orthonormal), without its mean.
/// </summary>
/// <remarks>
/// <para>What copies differ in is taken out on the way: constant amplitude at the ends and its offset, rumble below 30 Hz (a first-order
/// step that an offset leaves), everything above 9 kHz (half of 22.05 kHz is 11), silence before the sound (time counts from where 5 % of the
/// energy has come), the level (no mean), and all that lies 45 dB below the loudest cell, where codecs put their noise.</para>
/// <para>Owns scratch memory: one thread at a time.</para>
/// </remarks>
internal sealed class CepstralImage
{
    /// <summary>Cepstral orders along frequency.</summary>
    public const int BandOrders = 12;

    /// <summary>Cepstral orders along time.</summary>
    public const int TimeOrders = 8;

    /// <summary>Numbers that <see cref="Compute"/> writes; number 0, the mean, is always 0.</summary>
    public const int Length = BandOrders * TimeOrders;

    private const int BandCount = 24;
    private const int SampleRate = 22050;
    private const int FftSize = 1024;
    private const double MinHz = 40, MaxHz = 9000, BreakHz = 700;
    private const double HighPassHz = 30;
    private const double AnchorShare = 0.05;
    private const double RangeDecibels = 45;
    private const double FrameStepMilliseconds = 5;
    private const float ConstantTolerance = 1e-4f;
    private const float OnsetShare = 0.01f;
    private const double SecondsBeforeOnset = 0.03;
    private const double SegmentSeconds = 0.95;

    /// <summary>Edges of the columns in milliseconds from the anchor; they widen as a decaying sound changes more slowly.</summary>
    private static readonly double[] ColumnEdges = [-25, -10, 0, 10, 22, 36, 54, 78, 110, 150, 205, 280, 390, 550];

    private static readonly int ColumnCount = ColumnEdges.Length - 1;
    private static readonly double[] BandCosines = Cosines(BandCount, BandOrders);
    private static readonly double[] TimeCosines = Cosines(ColumnCount, TimeOrders);

    private readonly RealFft64 fft = new(FftSize);
    private readonly double[] window = PeriodicHann.Make(FftSize);
    private readonly double[] frame = new double[FftSize];
    private readonly double[] power = new double[FftSize / 2 + 1];
    private readonly TriangularFilters filters = TriangularFilters.Warped(BandCount, FftSize, SampleRate, MinHz, MaxHz, BreakHz);
    private readonly double[] bands = new double[BandCount];
    private readonly double[] cells = new double[ColumnCount * BandCount];
    private readonly double[] alongBands = new double[ColumnCount * BandOrders];
    private readonly float[] resampled = new float[(int)(SegmentSeconds * SampleRate) + 1];
    private readonly double[] padded = new double[(int)(SegmentSeconds * SampleRate) + 1 + 2 * SampleRate];
    private float[] filtered = [];
    private float[] segment = [];

    /// <summary>Computes the cepstrum.</summary>
    /// <param name="mono">Finite amplitudes.</param>
    /// <param name="sampleRate">Their rate in Hz.</param>
    /// <param name="cepstrum">Receives <see cref="Length"/> numbers: <see cref="TimeOrders"/> for each order along frequency, in dB.</param>
    /// <returns>False where there is nothing to hear, and nothing was written.</returns>
    public bool Compute(ReadOnlySpan<float> mono, int sampleRate, Span<double> cepstrum)
    {
        var sound = WithoutConstantEnds(mono);
        if (sound.IsEmpty) return false;
        float peak = RemoveRumble(sound, sampleRate);
        if (!(peak > float.Epsilon) || !float.IsFinite(peak)) return false;
        int length = TakeSegment(filtered.AsSpan(0, sound.Length), sampleRate, OnsetShare * peak);
        if (length == 0) return false;
        FillCells(FindAnchor(length));
        ToDecibels();
        Transform(cepstrum);
        return true;
    }

    private static double[] Cosines(int length, int orders)
    {
        var table = new double[orders * length];
        for (int order = 0; order < orders; order++)
            for (int n = 0; n < length; n++)
                table[order * length + n] = Math.Sqrt((order == 0 ? 1.0 : 2.0) / length) * Math.Cos(Math.PI * order * (n + 0.5) / length);
        return table;
    }

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
        return mono[first..(last + 1)];
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
    private int TakeSegment(ReadOnlySpan<float> sound, int sampleRate, float threshold)
    {
        int onset = 0;
        while (onset < sound.Length - 1 && Math.Abs(sound[onset]) < threshold) onset++;
        int before = (int)(SecondsBeforeOnset * sampleRate), wanted = Math.Max(1, (int)(SegmentSeconds * sampleRate));
        if (segment.Length < wanted) segment = new float[wanted];
        var piece = segment.AsSpan(0, wanted);
        piece.Clear();
        int from = Math.Max(0, onset - before), to = Math.Min(sound.Length, onset - before + wanted);
        sound[from..to].CopyTo(piece[(from - (onset - before))..]);

        int length = Math.Min(resampled.Length, Resampler.For(sampleRate, SampleRate).OutputLength(wanted));
        Resampler.For(sampleRate, SampleRate).Process(piece, resampled.AsSpan(0, length));
        padded.AsSpan().Clear();
        TensorPrimitives.ConvertTruncating<float, double>(resampled.AsSpan(0, length), padded.AsSpan(SampleRate));
        return length;
    }

    /// <summary>Where a share of the energy has come: it moves little when noise or a fade changes the sound a little.</summary>
    private int FindAnchor(int length)
    {
        var signal = padded.AsSpan(SampleRate, length);
        double wanted = AnchorShare * TensorPrimitives.SumOfSquares<double>(signal), energy = 0;
        for (int n = 0; n < length; n++)
        {
            energy += signal[n] * signal[n];
            if (energy >= wanted) return n;
        }

        return length - 1;
    }

    /// <summary>Mean power in each cell.</summary>
    private void FillCells(int anchor)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            double start = ColumnEdges[column], width = ColumnEdges[column + 1] - start;
            int frames = (int)Math.Round(width / FrameStepMilliseconds);
            var sums = cells.AsSpan(column * BandCount, BandCount);
            sums.Clear();
            for (int i = 0; i < frames; i++)
            {
                int centre = SampleRate + anchor + (int)Math.Round((start + (i + 0.5) * width / frames) * SampleRate / 1000);
                TensorPrimitives.Multiply(padded.AsSpan(centre - FftSize / 2, FftSize), window, frame);
                fft.PowerSpectrum(frame, power);
                filters.Apply(power, bands);
                TensorPrimitives.Add(sums, bands, sums);
            }

            TensorPrimitives.Divide(sums, frames, sums);
        }
    }

    /// <summary>Levels over a soft floor below the loudest cell.</summary>
    private void ToDecibels()
    {
        double floor = TensorPrimitives.Max<double>(cells) * Math.Pow(10, -RangeDecibels / 10);
        TensorPrimitives.Add(cells, floor, cells);
        TensorPrimitives.Log10(cells, cells);
        TensorPrimitives.Multiply(cells, 10, cells);
        double mean = TensorPrimitives.Sum<double>(cells) / cells.Length;
        TensorPrimitives.Subtract(cells, mean, cells);
    }

    private void Transform(Span<double> cepstrum)
    {
        for (int column = 0; column < ColumnCount; column++)
            for (int order = 0; order < BandOrders; order++)
                alongBands[order * ColumnCount + column] = TensorPrimitives.Dot<double>(
                    cells.AsSpan(column * BandCount, BandCount), BandCosines.AsSpan(order * BandCount, BandCount));
        for (int bandOrder = 0; bandOrder < BandOrders; bandOrder++)
            for (int timeOrder = 0; timeOrder < TimeOrders; timeOrder++)
                cepstrum[bandOrder * TimeOrders + timeOrder] = TensorPrimitives.Dot<double>(
                    alongBands.AsSpan(bandOrder * ColumnCount, ColumnCount), TimeCosines.AsSpan(timeOrder * ColumnCount, ColumnCount));
    }
}
