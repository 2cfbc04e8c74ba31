using System.Numerics.Tensors;
using DrumAI.Features;

namespace DrumAI.Identity;

/// <summary>
/// A coarse picture of a sound that hardly changes from copy to copy: levels in 24 bands from 40 Hz to 9 kHz and 13 columns of time, as a
/// two-dimensional cepstrum (discrete cosine transform, type II, orthonormal), without its mean.
/// </summary>
/// <remarks>
/// <para>What copies differ in is taken out on the way: constant amplitude at the ends and its offset, rumble below 30 Hz (a first-order
/// step that an offset leaves), everything above 9 kHz (half of 22.05 kHz is 11), silence before the sound (time counts from where 5 % of the
/// energy has come), the level (no mean), and all that lies 52 dB below the loudest cell, where codecs put their noise.</para>
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
    private const int FftSize = 1024;
    private const double MinHz = 40, MaxHz = 9000, BreakHz = 700;
    private const double RangeDecibels = 52;
    private const double FrameStepMilliseconds = 5;

    /// <summary>Edges of the columns in milliseconds from the anchor; they widen as a decaying sound changes more slowly.</summary>
    private static readonly double[] ColumnEdges = [-25, -10, 0, 10, 22, 36, 54, 78, 110, 150, 205, 280, 390, 550];

    private static readonly int ColumnCount = ColumnEdges.Length - 1;
    private static readonly double[] BandCosines = Cosines(BandCount, BandOrders);
    private static readonly double[] TimeCosines = Cosines(ColumnCount, TimeOrders);

    private readonly SoundSegment segment = new();
    private readonly RealFft64 fft = new(FftSize);
    private readonly double[] window = PeriodicHann.Make(FftSize);
    private readonly double[] frame = new double[FftSize];
    private readonly double[] power = new double[FftSize / 2 + 1];
    private readonly TriangularFilters filters = TriangularFilters.Warped(BandCount, FftSize, SoundSegment.SampleRate, MinHz, MaxHz, BreakHz);
    private readonly double[] bands = new double[BandCount];
    private readonly double[] cells = new double[ColumnCount * BandCount];
    private readonly double[] alongBands = new double[ColumnCount * BandOrders];

    /// <summary>Computes the cepstrum.</summary>
    /// <param name="mono">Finite amplitudes.</param>
    /// <param name="sampleRate">Their rate in Hz.</param>
    /// <param name="cepstrum">Receives <see cref="Length"/> numbers: <see cref="TimeOrders"/> for each order along frequency, in dB.</param>
    /// <returns>False where there is nothing to hear, and nothing was written.</returns>
    public bool Compute(ReadOnlySpan<float> mono, int sampleRate, Span<double> cepstrum)
    {
        if (!segment.Prepare(mono, sampleRate)) return false;
        FillCells();
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

    /// <summary>Mean power in each cell.</summary>
    private void FillCells()
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            double start = ColumnEdges[column], width = ColumnEdges[column + 1] - start;
            int frames = (int)Math.Round(width / FrameStepMilliseconds);
            var sums = cells.AsSpan(column * BandCount, BandCount);
            sums.Clear();
            for (int i = 0; i < frames; i++)
            {
                int centre = (int)Math.Round((start + (i + 0.5) * width / frames) * SoundSegment.SampleRate / 1000);
                TensorPrimitives.Multiply(segment.Around(centre - FftSize / 2, FftSize), window, frame);
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
