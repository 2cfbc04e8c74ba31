using System.Runtime.Intrinsics;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Levels of the 28 third-octave bands from 25 Hz to 12.5 kHz in a window of sound. The four bands from 6.3 kHz are
/// filtered at full rate; below, the sound is halved in rate again and again (Chebyshev low-pass, every other sample
/// kept), and the filters of 6.3, 8 and 10 kHz serve each octave. The bands of an octave run in the lanes of a vector.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class ThirdOctaveBank
{
    /// <summary>Number of bands.</summary>
    public const int BandCount = 28;

    private const int TopOctaveBands = 4;
    private const double ReferenceDecibels = 100;

    private readonly Biquad halving = Biquad.ChebyshevLowPass(0.1, 0.4);
    private readonly Vector256<double> b0, b2, b4, a1, a2, a3, a4, a5, a6, a7, a8;
    private readonly double[] scratch;

    public ThirdOctaveBank(int windowLength, int sampleRate)
    {
        scratch = new double[windowLength];
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
        a1 = Lanes(filters, f => f.Denominator[1]);
        a2 = Lanes(filters, f => f.Denominator[2]);
        a3 = Lanes(filters, f => f.Denominator[3]);
        a4 = Lanes(filters, f => f.Denominator[4]);
        a5 = Lanes(filters, f => f.Denominator[5]);
        a6 = Lanes(filters, f => f.Denominator[6]);
        a7 = Lanes(filters, f => f.Denominator[7]);
        a8 = Lanes(filters, f => f.Denominator[8]);
    }

    /// <summary>Band levels in dB (100 dB at an RMS of 1); negative infinity for a band without a positive sample.</summary>
    public void Levels(ReadOnlySpan<double> window, Span<double> levels)
    {
        Span<double> x = scratch.AsSpan(0, window.Length);
        window.CopyTo(x);
        int band = BandCount - TopOctaveBands;
        Measure(x, levels[band..]);
        Span<double> octave = stackalloc double[TopOctaveBands];
        while (band > 0)
        {
            band -= 3;
            x = Halve(x);
            Measure(x, octave);
            octave[..3].CopyTo(levels[band..]);
        }
    }

    private static Vector256<double> Lanes(ButterworthBandPass[] filters, Func<ButterworthBandPass, double> coefficient) =>
        Vector256.Create(coefficient(filters[0]), coefficient(filters[1]), coefficient(filters[2]), coefficient(filters[3]));

    private Span<double> Halve(Span<double> x)
    {
        double z1 = 0, z2 = 0;
        int kept = x.Length / 2;
        for (int i = 0; i < kept; i++)
        {
            double even = x[2 * i], y = halving.B0 * even + z1;
            z1 = halving.B1 * even - halving.A1 * y + z2;
            z2 = halving.B2 * even - halving.A2 * y;
            double odd = x[2 * i + 1];
            y = halving.B0 * odd + z1;
            z1 = halving.B1 * odd - halving.A1 * y + z2;
            z2 = halving.B2 * odd - halving.A2 * y;
            x[i] = y;
        }

        return x[..kept];
    }

    private void Measure(ReadOnlySpan<double> x, Span<double> levels)
    {
        Vector256<double> z0 = default, z1 = default, z2 = default, z3 = default, z4 = default, z5 = default, z6 = default, z7 = default;
        Vector256<double> sum = default, max = default;
        Vector256<double> n1 = -a1, n2 = -a2, n3 = -a3, n4 = -a4, n5 = -a5, n6 = -a6, n7 = -a7, n8 = -a8;
        Vector256<double> p0 = b0, p2 = b2, p4 = b4;
        foreach (double sample in x)
        {
            var v = Vector256.Create(sample);
            var y = Vector256.FusedMultiplyAdd(p0, v, z0);
            z0 = Vector256.FusedMultiplyAdd(n1, y, z1);
            z1 = Vector256.FusedMultiplyAdd(n2, y, Vector256.FusedMultiplyAdd(p2, v, z2));
            z2 = Vector256.FusedMultiplyAdd(n3, y, z3);
            z3 = Vector256.FusedMultiplyAdd(n4, y, Vector256.FusedMultiplyAdd(p4, v, z4));
            z4 = Vector256.FusedMultiplyAdd(n5, y, z5);
            z5 = Vector256.FusedMultiplyAdd(n6, y, Vector256.FusedMultiplyAdd(p2, v, z6));
            z6 = Vector256.FusedMultiplyAdd(n7, y, z7);
            z7 = Vector256.FusedMultiplyAdd(n8, y, p0 * v);
            sum = Vector256.FusedMultiplyAdd(y, y, sum);
            max = Vector256.Max(max, y);
        }

        for (int i = 0; i < TopOctaveBands; i++)
        {
            levels[i] = max.GetElement(i) > 0
                ? 20 * Math.Log10(Math.Sqrt(sum.GetElement(i) / x.Length)) + ReferenceDecibels
                : double.NegativeInfinity;
        }
    }
}
