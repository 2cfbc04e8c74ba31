using System.Numerics;
using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

public sealed class FilterTests
{
    [Theory, InlineData(20), InlineData(500), InlineData(2000)]
    public void ButterworthSectionsPassHalfThePowerAtTheirCutoff(double cutoffHz)
    {
        Assert.Equal(Math.Sqrt(0.5), Magnitude(Biquad.LowPass(cutoffHz, 44100), cutoffHz), 1e-9);
        Assert.Equal(Math.Sqrt(0.5), Magnitude(Biquad.HighPass(cutoffHz, 44100), cutoffHz), 1e-9);
        Assert.Equal(1, Magnitude(Biquad.LowPass(cutoffHz, 44100), 0), 1e-9);
        Assert.Equal(1, Magnitude(Biquad.HighPass(cutoffHz, 44100), 22050), 1e-9);
    }

    [Fact]
    public void ChebyshevLowPassRipplesByItsTenthOfADecibel()
    {
        // Of even order: down by the ripple at 0 Hz and at the cutoff, and at 0 dB in between.
        var filter = Biquad.ChebyshevLowPass(0.1, 0.4);
        Assert.Equal(-0.1, 20 * Math.Log10(Magnitude(filter, 0)), 1e-9);
        Assert.Equal(-0.1, 20 * Math.Log10(Magnitude(filter, 0.4 * 22050)), 1e-9);
        Assert.Equal(0, Enumerable.Range(1, 880).Max(i => 20 * Math.Log10(Magnitude(filter, i * 10))), 1e-4);
    }

    [Fact]
    public void BandPassPassesHalfThePowerAtItsEdgesAndAllInItsMiddle()
    {
        var filter = new ButterworthBandPass(0.3, 0.4);
        double Response(double fraction)
        {
            Complex z = Complex.Exp(new Complex(0, -Math.PI * fraction)), numerator = filter.Gain * Complex.Pow(1 - z * z, 4), denominator = 0;
            for (int i = 8; i >= 0; i--) denominator = denominator * z + filter.Denominator[i];
            return Complex.Abs(numerator / denominator);
        }

        Assert.Equal(Math.Sqrt(0.5), Response(0.3), 1e-9);
        Assert.Equal(Math.Sqrt(0.5), Response(0.4), 1e-9);
        Assert.Equal(1, Enumerable.Range(300, 100).Max(i => Response(i / 1000.0)), 1e-6);
    }

    private static double Magnitude(Biquad f, double frequencyHz)
    {
        Complex z = Complex.Exp(new Complex(0, -2 * Math.PI * frequencyHz / 44100));
        return Complex.Abs((f.B0 + f.B1 * z + f.B2 * z * z) / (1 + f.A1 * z + f.A2 * z * z));
    }
}
