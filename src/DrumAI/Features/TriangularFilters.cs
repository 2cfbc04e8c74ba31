using System.Numerics;

namespace DrumAI.Features;

/// <summary>
/// A bank of overlapping triangles over the bins of a spectrum, each kept as its own short run of weights: the mel filter banks of
/// speech and music research.
/// </summary>
internal sealed class TriangularFilters
{
    private readonly int[] firstBins;
    private readonly int[] starts;
    private readonly double[] weights;

    private TriangularFilters(int binCount, double[][] rows)
    {
        BinCount = binCount;
        firstBins = new int[rows.Length];
        starts = new int[rows.Length + 1];
        var all = new List<double>();
        for (int band = 0; band < rows.Length; band++)
        {
            int first = Math.Max(0, Array.FindIndex(rows[band], w => w != 0));
            int last = Array.FindLastIndex(rows[band], w => w != 0);
            // Whole vectors only: the run is filled up with zero weights, and moved down where it would pass the last bin.
            int lanes = Vector<double>.Count, length = (Math.Max(last - first + 1, 1) + lanes - 1) / lanes * lanes;
            firstBins[band] = Math.Max(0, Math.Min(first, binCount - length));
            starts[band] = all.Count;
            all.AddRange(rows[band].AsSpan(firstBins[band], length));
        }

        starts[^1] = all.Count;
        weights = [.. all];
    }

    /// <summary>Number of triangles.</summary>
    public int Count => firstBins.Length;

    /// <summary>Number of bins that <see cref="Apply"/> reads.</summary>
    public int BinCount { get; }

    /// <summary>
    /// The bank of Slaney's Auditory Toolbox, as librosa has it: 3 mel = 200 Hz up to 1 kHz, then 27 mel for a factor of 6.4; triangles linear
    /// in frequency, from 0 Hz to <paramref name="maxHz"/> (half the rate where it is not given), each of area 1 over its width
    /// (2 / (f[i+2] - f[i])).
    /// </summary>
    public static TriangularFilters Slaney(int bandCount, int fftSize, int sampleRate, double? maxHz = null)
    {
        const double LinearHzPerMel = 200.0 / 3, BreakHz = 1000, BreakMel = BreakHz / LinearHzPerMel;
        double logStep = Math.Log(6.4) / 27;
        double topMel = BreakMel + Math.Log((maxHz ?? sampleRate / 2.0) / BreakHz) / logStep;
        var edgesHz = new double[bandCount + 2];
        for (int i = 0; i < edgesHz.Length; i++)
        {
            double mel = topMel * i / (bandCount + 1);
            edgesHz[i] = mel < BreakMel ? mel * LinearHzPerMel : BreakHz * Math.Exp(logStep * (mel - BreakMel));
        }

        int binCount = fftSize / 2 + 1;
        return new TriangularFilters(binCount, Rows(binCount, edgesHz, bin => (double)bin * sampleRate / fftSize, area: true));
    }

    /// <summary>
    /// The bank of VGGish and YAMNet: mel = 1127 ln(1 + f / 700), triangles linear in mel and of height 1; bin 0 takes no part.
    /// </summary>
    public static TriangularFilters Htk(int bandCount, int fftSize, int sampleRate, double minHz, double maxHz)
    {
        static double Mel(double hz) => 1127 * Math.Log(1 + hz / 700);
        double low = Mel(minHz), high = Mel(maxHz);
        var edges = new double[bandCount + 2];
        for (int i = 0; i < edges.Length; i++) edges[i] = low + (high - low) * i / (bandCount + 1);
        int binCount = fftSize / 2 + 1;
        var rows = Rows(binCount, edges, bin => Mel((double)bin * sampleRate / fftSize), area: false);
        foreach (var row in rows) row[0] = 0;
        return new TriangularFilters(binCount, rows);
    }

    /// <summary>Triangles linear in frequency, of area 1, whose edges lie evenly on m(f) = ln(1 + f / break).</summary>
    public static TriangularFilters Warped(int bandCount, int fftSize, int sampleRate, double minHz, double maxHz, double breakHz)
    {
        double low = Math.Log(1 + minHz / breakHz), high = Math.Log(1 + maxHz / breakHz);
        var edgesHz = new double[bandCount + 2];
        for (int i = 0; i < edgesHz.Length; i++) edgesHz[i] = breakHz * (Math.Exp(low + (high - low) * i / (bandCount + 1)) - 1);
        int binCount = fftSize / 2 + 1;
        return new TriangularFilters(binCount, Rows(binCount, edgesHz, bin => (double)bin * sampleRate / fftSize, area: true));
    }

    /// <summary>Weighted sums of the bins.</summary>
    /// <param name="spectrum">At least <see cref="BinCount"/> bins.</param>
    /// <param name="bands">Receives <see cref="Count"/> sums.</param>
    public void Apply(ReadOnlySpan<double> spectrum, Span<double> bands)
    {
        for (int band = 0; band < firstBins.Length; band++)
        {
            var run = weights.AsSpan(starts[band]..starts[band + 1]);
            var bins = spectrum.Slice(firstBins[band], run.Length);
            var sum = Vector<double>.Zero;
            for (int i = 0; i <= run.Length - Vector<double>.Count; i += Vector<double>.Count)
                sum = Vector.FusedMultiplyAdd(new Vector<double>(run[i..]), new Vector<double>(bins[i..]), sum);
            bands[band] = Vector.Sum(sum);
        }
    }

    private static double[][] Rows(int binCount, double[] edges, Func<int, double> position, bool area)
    {
        var rows = new double[edges.Length - 2][];
        for (int band = 0; band < rows.Length; band++)
        {
            double left = edges[band], centre = edges[band + 1], right = edges[band + 2];
            rows[band] = new double[binCount];
            for (int bin = 0; bin < binCount; bin++)
            {
                double x = position(bin);
                double height = Math.Max(0, Math.Min((x - left) / (centre - left), (right - x) / (right - centre)));
                rows[band][bin] = area ? height * 2 / (right - left) : height;
            }
        }

        return rows;
    }
}
