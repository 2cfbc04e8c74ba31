using System.Numerics.Tensors;

namespace DrumAI.Identity;

/// <summary>
/// How well the waves of two sounds fit on each other: the highest normalised cross-correlation of their first half second, found between samples
/// as well. Copies of a recording reach nearly 1, whatever their rate and codec; two strokes of one drum do not, since noise never repeats.
/// </summary>
internal static class WaveformCorrelation
{
    private const int Before = SoundSegment.SampleRate / 100;
    private const int Length = SoundSegment.SampleRate / 2;

    /// <summary>How far the anchors of two copies may lie apart, in amplitudes: 5 ms.</summary>
    private const int MaxLag = SoundSegment.SampleRate / 200;

    private const int SincReach = 16;
    private const int StepsBetween = 8;

    /// <summary>What <see cref="Of"/> compares: the first half second and what a shift needs around it.</summary>
    public const int TraceLength = Length + 2 * MaxLag;

    /// <summary>
    /// Takes the trace of a prepared sound, under a binomial low-pass: what lies just below half the rate is where copies at other rates end
    /// differently and shifts between samples go wrong.
    /// </summary>
    public static double[] Trace(SoundSegment segment)
    {
        var x = segment.Around(-Before - MaxLag - 2, TraceLength + 4);
        var trace = new double[TraceLength];
        for (int n = 0; n < trace.Length; n++) trace[n] = (x[n] + x[n + 4] + 4 * (x[n + 1] + x[n + 3]) + 6 * x[n + 2]) / 16;
        return trace;
    }

    /// <summary>The correlation of two traces, in [-1, 1].</summary>
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var fixedPart = a.Slice(MaxLag, Length);
        double norm = Math.Sqrt(TensorPrimitives.SumOfSquares(fixedPart) * TensorPrimitives.SumOfSquares(b.Slice(MaxLag, Length)));
        if (norm == 0) return 0;
        Span<double> correlation = stackalloc double[2 * MaxLag + 1];
        for (int lag = 0; lag < correlation.Length; lag++) correlation[lag] = TensorPrimitives.Dot(fixedPart, b.Slice(lag, Length));
        int best = TensorPrimitives.IndexOfMax<double>(correlation);
        double highest = correlation[best];
        for (int step = -StepsBetween; step <= StepsBetween; step++) highest = Math.Max(highest, Interpolate(correlation, best + (double)step / StepsBetween));
        return highest / norm;
    }

    /// <summary>The value between samples of a band-limited sequence: sinc under a Hann window.</summary>
    private static double Interpolate(ReadOnlySpan<double> values, double at)
    {
        int centre = (int)Math.Floor(at);
        if (centre == at) return centre >= 0 && centre < values.Length ? values[centre] : 0;
        double sum = 0;
        for (int n = Math.Max(0, centre - SincReach + 1); n <= Math.Min(values.Length - 1, centre + SincReach); n++)
        {
            double x = Math.PI * (at - n);
            sum += values[n] * Math.Sin(x) / x * (0.5 + 0.5 * Math.Cos(x / SincReach));
        }

        return sum;
    }
}
