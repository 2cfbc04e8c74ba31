using System.Runtime.Intrinsics;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Levels of the 28 third-octave bands from 25 Hz to 12.5 kHz in windows of sound. The four bands from 6.3 kHz are
/// filtered at full rate; below, the sound is halved in rate again and again (Chebyshev low-pass, every other sample
/// kept), and the filters of 6.3, 8 and 10 kHz serve each octave. The bands of an octave in two windows run in the eight
/// lanes of a vector: a recursive filter waits for itself, so lanes cost nothing.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class ThirdOctaveBank
{
    /// <summary>Number of bands.</summary>
    public const int BandCount = 28;

    private const int TopOctaveBands = 4;
    private const double ReferenceDecibels = 100;

    /// <summary>Far under every rounding, it keeps the filter from sinking into denormal numbers, which are slow, during silence.</summary>
    private const double Faint = 1e-200;

    private readonly Biquad halving = Biquad.ChebyshevLowPass(0.1, 0.4);
    private readonly Vector512<double> b0, b2, b4, a1, a2, a3, a4, a5, a6, a7, a8;
    private readonly double[] first, second;

    public ThirdOctaveBank(int windowLength, int sampleRate)
    {
        first = new double[windowLength];
        second = new double[windowLength];
        var filters = new ButterworthBandPass[TopOctaveBands];
        double edge = Math.Pow(2, 1.0 / 6);
        for (int i = 0; i < TopOctaveBands; i++)
        {
            double centreHz = 1000 * Math.Pow(2, (8 + i) / 3.0), nyquistHz = sampleRate / 2.0;
            filters[i] = new ButterworthBandPass(centreHz / edge / nyquistHz, Math.Min(centreHz * edge / nyquistHz, 0.9999999999));
        }

        b0 = Lanes(filters, f => f.Gain);
        b2 = b0 * -4.0;
        b4 = b0 * 6.0;
        a1 = Lanes(filters, f => -f.Denominator[1]);
        a2 = Lanes(filters, f => -f.Denominator[2]);
        a3 = Lanes(filters, f => -f.Denominator[3]);
        a4 = Lanes(filters, f => -f.Denominator[4]);
        a5 = Lanes(filters, f => -f.Denominator[5]);
        a6 = Lanes(filters, f => -f.Denominator[6]);
        a7 = Lanes(filters, f => -f.Denominator[7]);
        a8 = Lanes(filters, f => -f.Denominator[8]);
    }

    /// <summary>Band levels in dB (100 dB at an RMS of 1) of two windows; negative infinity for a band without a positive sample.</summary>
    public void Levels(ReadOnlySpan<double> window, ReadOnlySpan<double> otherWindow, Span<double> levels, Span<double> otherLevels)
    {
        window.CopyTo(first);
        otherWindow.CopyTo(second);
        int length = window.Length, band = BandCount - TopOctaveBands;
        Measure(length, levels[band..], otherLevels[band..]);
        Span<double> octave = stackalloc double[TopOctaveBands], otherOctave = stackalloc double[TopOctaveBands];
        while (band > 0)
        {
            band -= 3;
            length /= 2;
            Halve(length);
            Measure(length, octave, otherOctave);
            octave[..3].CopyTo(levels[band..]);
            otherOctave[..3].CopyTo(otherLevels[band..]);
        }
    }

    private static Vector512<double> Lanes(ButterworthBandPass[] filters, Func<ButterworthBandPass, double> coefficient)
    {
        var four = Vector256.Create(coefficient(filters[0]), coefficient(filters[1]), coefficient(filters[2]), coefficient(filters[3]));
        return Vector512.Create(four, four);
    }

    private void Halve(int kept)
    {
        Vector128<double> p0 = Vector128.Create(halving.B0), p1 = Vector128.Create(halving.B1);
        Vector128<double> n1 = Vector128.Create(-halving.A1), n2 = Vector128.Create(-halving.A2), faint = Vector128.Create(Faint);
        Vector128<double> z1 = default, z2 = default;
        Span<double> a = first.AsSpan(0, 2 * kept), b = second.AsSpan(0, 2 * kept);
        for (int i = 0; i < kept; i++)
        {
            var even = Vector128.Create(a[2 * i], b[2 * i]) + faint;
            var y = Vector128.FusedMultiplyAdd(p0, even, z1);
            z1 = Vector128.FusedMultiplyAdd(n1, y, Vector128.FusedMultiplyAdd(p1, even, z2));
            z2 = Vector128.FusedMultiplyAdd(n2, y, p0 * even);
            var odd = Vector128.Create(a[2 * i + 1], b[2 * i + 1]) + faint;
            y = Vector128.FusedMultiplyAdd(p0, odd, z1);
            z1 = Vector128.FusedMultiplyAdd(n1, y, Vector128.FusedMultiplyAdd(p1, odd, z2));
            z2 = Vector128.FusedMultiplyAdd(n2, y, p0 * odd);
            a[i] = y.ToScalar();
            b[i] = y.GetElement(1);
        }
    }

    private void Measure(int length, Span<double> levels, Span<double> otherLevels)
    {
        Vector512<double> z0 = default, z1 = default, z2 = default, z3 = default, z4 = default, z5 = default, z6 = default, z7 = default;
        Vector512<double> sum = default, max = default;
        Vector512<double> n1 = a1, n2 = a2, n3 = a3, n4 = a4, n5 = a5, n6 = a6, n7 = a7, n8 = a8;
        Vector512<double> p0 = b0, p2 = b2, p4 = b4;
        ReadOnlySpan<double> a = first.AsSpan(0, length), b = second.AsSpan(0, length);
        for (int i = 0; i < a.Length; i++)
        {
            var v = Vector512.Create(Vector256.Create(a[i]), Vector256.Create(b[i]));
            var y = Vector512.FusedMultiplyAdd(p0, v, z0);
            z0 = Vector512.FusedMultiplyAdd(n1, y, z1);
            z1 = Vector512.FusedMultiplyAdd(n2, y, Vector512.FusedMultiplyAdd(p2, v, z2));
            z2 = Vector512.FusedMultiplyAdd(n3, y, z3);
            z3 = Vector512.FusedMultiplyAdd(n4, y, Vector512.FusedMultiplyAdd(p4, v, z4));
            z4 = Vector512.FusedMultiplyAdd(n5, y, z5);
            z5 = Vector512.FusedMultiplyAdd(n6, y, Vector512.FusedMultiplyAdd(p2, v, z6));
            z6 = Vector512.FusedMultiplyAdd(n7, y, z7);
            z7 = Vector512.FusedMultiplyAdd(n8, y, p0 * v);
            sum = Vector512.FusedMultiplyAdd(y, y, sum);
            max = Vector512.Max(max, y);
        }

        for (int i = 0; i < TopOctaveBands; i++)
        {
            levels[i] = Level(sum.GetElement(i), max.GetElement(i), length);
            otherLevels[i] = Level(sum.GetElement(TopOctaveBands + i), max.GetElement(TopOctaveBands + i), length);
        }
    }

    private static double Level(double sum, double max, int length) =>
        max > 0 ? 20 * Math.Log10(Math.Sqrt(sum / length)) + ReferenceDecibels : double.NegativeInfinity;
}
