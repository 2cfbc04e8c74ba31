using System.Numerics;
using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>
/// Spectral flatness (Wiener entropy; Dubnov, "Generalization of spectral flatness measure for non-Gaussian linear processes", 2004): geometric
/// over arithmetic mean of a frame's powers, each at least 1e-10. Noise comes near 1, a tone near 0, silence is exactly 1.
/// </summary>
internal sealed class SpectralFlatness(int binCount)
{
    private const double PowerFloor = 1e-10;

    /// <summary>Eight factors between 1e-10 and this stay within the range of a double.</summary>
    private const double HighestFactor = 1e38;
    private const int Factors = 8;

    private readonly double[] products = new double[binCount];

    /// <summary>The flatness of one frame, in (0, 1].</summary>
    public double Compute(ReadOnlySpan<double> power)
    {
        int lanes = Vector<double>.Count, count = 0, n = 0;
        var floor = new Vector<double>(PowerFloor);
        var sum = Vector<double>.Zero;
        double rest = 0;
        if (TensorPrimitives.Max(power) < HighestFactor)
        {
            // The logarithm of a product of eight is the sum of eight logarithms.
            for (; n <= power.Length - Factors * lanes; n += Factors * lanes)
            {
                var product = Vector.Max(new Vector<double>(power[n..]), floor);
                sum += product;
                for (int factor = 1; factor < Factors; factor++)
                {
                    var value = Vector.Max(new Vector<double>(power[(n + factor * lanes)..]), floor);
                    sum += value;
                    product *= value;
                }

                product.CopyTo(products, count);
                count += lanes;
            }
        }

        for (; n < power.Length; n++)
        {
            products[count] = Math.Max(power[n], PowerFloor);
            rest += products[count++];
        }

        var used = products.AsSpan(0, count);
        TensorPrimitives.Log(used, used);
        double arithmetic = (Vector.Sum(sum) + rest) / power.Length;
        return Math.Exp(TensorPrimitives.Sum<double>(used) / power.Length) / arithmetic;
    }
}
