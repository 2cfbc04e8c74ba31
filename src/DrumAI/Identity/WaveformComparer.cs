using System.Numerics;
using System.Numerics.Tensors;
using DrumAI.Features;

namespace DrumAI.Identity;

/// <summary>
/// Lays the first half second of one sound on another's, moved by as much as makes them fit best, between samples as well, and says how well they fit: as a
/// whole and octave by octave. Copies of a recording fit nearly exactly, whatever their rate and level; two strokes of one drum do not, since noise
/// never repeats and each stroke is brighter or darker than the other.
/// </summary>
/// <remarks>Owns scratch memory: one thread at a time.</remarks>
internal sealed class WaveformComparer
{
    private const int Before = SoundSegment.SampleRate / 100;
    private const int Length = SoundSegment.SampleRate / 2;

    /// <summary>How far the anchors of two copies may lie apart, in amplitudes: 5 ms.</summary>
    private const int MaxLag = SoundSegment.SampleRate / 200;

    /// <summary>What <see cref="Compare"/> takes: the first half second and what a shift needs around it.</summary>
    public const int TraceLength = Length + 2 * MaxLag;

    private const int FftSize = 16384;
    private const double StepsBetween = 4;
    private const int Refinements = 8;

    private const double LowestHz = 30;
    private const int OctaveCount = 8;

    /// <summary>An octave counts where it holds this share of the energy, 15 dB below the whole, in either sound.</summary>
    private const double CarryingShare = 0.0316;

    private readonly RealFft64 fft = new(FftSize);
    private readonly double[] padded = new double[FftSize];
    private readonly double[] firstRe = new double[FftSize / 2 + 1], firstIm = new double[FftSize / 2 + 1];
    private readonly double[] secondRe = new double[FftSize / 2 + 1], secondIm = new double[FftSize / 2 + 1];
    private readonly double[] crossRe = new double[FftSize / 2 + 1], crossIm = new double[FftSize / 2 + 1];

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

    /// <summary>Compares two traces.</summary>
    public WaveformFit Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var first = a.Slice(MaxLag, Length);
        var second = b.Slice(BestLag(first, b), Length);
        double norm = Math.Sqrt(TensorPrimitives.SumOfSquares(first) * TensorPrimitives.SumOfSquares(second));
        if (norm == 0) return default;
        Transform(first, firstRe, firstIm);
        Transform(second, secondRe, secondIm);
        for (int k = 0; k < crossRe.Length; k++)
        {
            crossRe[k] = firstRe[k] * secondRe[k] + firstIm[k] * secondIm[k];
            crossIm[k] = firstIm[k] * secondRe[k] - firstRe[k] * secondIm[k];
        }

        double shift = BestShift();
        var whole = Band(shift, 0, crossRe.Length);
        double worst = 1, furthest = 0;
        for (int i = 0; i < OctaveCount; i++)
        {
            var octave = Band(shift, BinOf(LowestHz * (1 << i)), BinOf(LowestHz * (2 << i)));
            if (octave.First < CarryingShare * whole.First && octave.Second < CarryingShare * whole.Second) continue;
            worst = Math.Min(worst, octave.Correlation);
            furthest = Math.Max(furthest, Math.Abs(octave.Decibels - whole.Decibels));
        }

        return new WaveformFit(whole.Correlation, worst, furthest);
    }

    private static int BinOf(double hz) => (int)Math.Ceiling(hz * FftSize / SoundSegment.SampleRate);

    /// <summary>The whole shift that fits best.</summary>
    private static int BestLag(ReadOnlySpan<double> first, ReadOnlySpan<double> b)
    {
        int best = MaxLag;
        double highest = double.NegativeInfinity, energy = TensorPrimitives.SumOfSquares(b[..Length]);
        for (int lag = 0; lag <= 2 * MaxLag; lag++)
        {
            if (lag > 0) energy += b[lag + Length - 1] * b[lag + Length - 1] - b[lag - 1] * b[lag - 1];
            double fit = TensorPrimitives.Dot(first, b.Slice(lag, Length)) / Math.Sqrt(Math.Max(energy, double.Epsilon));
            if (fit > highest) (highest, best) = (fit, lag);
        }

        return best;
    }

    private void Transform(ReadOnlySpan<double> signal, double[] re, double[] im)
    {
        padded.AsSpan(Length).Clear();
        signal.CopyTo(padded);
        fft.Forward(padded, re, im);
    }

    /// <summary>What is left of the shift, between samples: a search in steps, then halving them around the best.</summary>
    private double BestShift()
    {
        double best = 0, highest = double.NegativeInfinity;
        for (int step = -(int)StepsBetween; step <= (int)StepsBetween; step++) Try(step / StepsBetween);
        for (double width = 0.5 / StepsBetween, i = 0; i < Refinements; i++, width /= 2)
        {
            double centre = best;
            Try(centre - width);
            Try(centre + width);
        }

        return best;

        void Try(double shift)
        {
            double sum = Sum(shift, 0, crossRe.Length);
            if (sum > highest) (highest, best) = (sum, shift);
        }
    }

    /// <summary>The cross spectrum's real part, summed over bins, when the second sound is moved ahead.</summary>
    private double Sum(double shift, int from, int to)
    {
        Complex turn = Complex.FromPolarCoordinates(1, 2 * Math.PI * shift * from / FftSize), step = Complex.FromPolarCoordinates(1, 2 * Math.PI * shift / FftSize);
        double sum = 0;
        for (int k = from; k < to; k++, turn *= step) sum += crossRe[k] * turn.Real + crossIm[k] * turn.Imaginary;
        return sum;
    }

    /// <summary>Levels and fit between two frequencies.</summary>
    private Octave Band(double shift, int from, int to) => new(
        TensorPrimitives.SumOfSquares<double>(firstRe.AsSpan(from..to)) + TensorPrimitives.SumOfSquares<double>(firstIm.AsSpan(from..to)),
        TensorPrimitives.SumOfSquares<double>(secondRe.AsSpan(from..to)) + TensorPrimitives.SumOfSquares<double>(secondIm.AsSpan(from..to)),
        Sum(shift, from, to));

    /// <summary>A part of both spectra: the energy of either, and what they have in common.</summary>
    private readonly record struct Octave(double First, double Second, double Common)
    {
        public double Correlation => Common / Math.Sqrt(First * Second);

        public double Decibels => 10 * Math.Log10(Second / First);
    }
}
