using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Sharpness: 102.505 log10 s + 34.433 with s the mean over the windows, weighted by their power, of
/// 0.11 sum(N' g z) / sum(N') (H. Fastl, E. Zwicker, "Psychoacoustics"; g a polynomial fitted to its weighting curve).
/// </summary>
internal static class Sharpness
{
    private static readonly double[] Weights = MakeWeights();

    /// <summary>The score; not finite where no window is loud enough to be heard.</summary>
    public static double Score(LoudnessCurve curve)
    {
        double sum = 0, weight = 0;
        for (int window = 0; window < curve.WindowCount; window++)
        {
            double power = curve.Rms[window] * curve.Rms[window];
            weight += power;
            if (!(curve.Total[window] > 0)) continue;
            ReadOnlySpan<double> specific = curve.Specific(window);
            sum += power * 0.11 * TensorPrimitives.Dot(specific, Weights) / TensorPrimitives.Sum(specific);
        }

        return 102.50508921364404 * Math.Log10(sum / weight) + 34.432655185001735;
    }

    private static double[] MakeWeights()
    {
        var weights = new double[ZwickerLoudness.StepCount];
        for (int i = 0; i < weights.Length; i++)
        {
            double bark = (i + 1) / 10.0;
            double g = i < 140 ? 1 : (((0.00012 * bark - 0.0056) * bark + 0.1) * bark - 0.81) * bark + 3.5;
            weights[i] = g * bark;
        }

        return weights;
    }
}
