using System.Numerics;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Butterworth band-pass from a prototype of order 4: eight poles, in one direct form. The numerator is
/// <see cref="Gain"/> * (1 - z^-2)^4, so only it is kept.
/// </summary>
internal sealed class ButterworthBandPass
{
    private const int PrototypeOrder = 4;

    /// <param name="low">Lower -3 dB edge as a fraction of the Nyquist frequency.</param>
    /// <param name="high">Upper -3 dB edge, below 1.</param>
    public ButterworthBandPass(double low, double high)
    {
        double warpedLow = 4 * Math.Tan(Math.PI * low / 2), warpedHigh = 4 * Math.Tan(Math.PI * high / 2);
        double bandwidth = warpedHigh - warpedLow, centreSquared = warpedLow * warpedHigh;
        var denominator = new Complex[] { 1 };
        Complex gain = Math.Pow(bandwidth, PrototypeOrder) * Math.Pow(4, PrototypeOrder);
        for (int m = 1 - PrototypeOrder; m < PrototypeOrder; m += 2)
        {
            Complex prototype = -Complex.Exp(new Complex(0, Math.PI * m / (2 * PrototypeOrder)));
            Complex shifted = prototype * bandwidth / 2;
            Complex root = Complex.Sqrt(shifted * shifted - centreSquared);
            foreach (Complex pole in new[] { shifted + root, shifted - root })
            {
                gain /= 4 - pole;
                denominator = Multiply(denominator, (4 + pole) / (4 - pole));
            }
        }

        Gain = gain.Real;
        Denominator = [.. denominator.Select(c => c.Real)];
    }

    /// <summary>First coefficient of the numerator.</summary>
    public double Gain { get; }

    /// <summary>a0 (= 1) to a8.</summary>
    public double[] Denominator { get; }

    private static Complex[] Multiply(Complex[] polynomial, Complex root)
    {
        var product = new Complex[polynomial.Length + 1];
        for (int i = 0; i < polynomial.Length; i++)
        {
            product[i] += polynomial[i];
            product[i + 1] -= polynomial[i] * root;
        }

        return product;
    }
}
