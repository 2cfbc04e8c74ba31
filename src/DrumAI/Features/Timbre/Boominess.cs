using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Boominess: 43.674 log10 b - 10.901 log10 l + 26.837. b is the mean over the windows, weighted by their power, of a
/// booming index after S. Hatano and T. Hashimoto ("Booming index as a measure for evaluating booming sensation",
/// Inter-Noise 2000): the level of the weighted specific loudness times the share of loudness below 280 Hz. l is the
/// mean loudness under a bell over the lowest seven Bark.
/// </summary>
internal sealed class Boominess
{
    private static readonly double[] LowBarkWeight = LoudnessCurve.BarkWeight(0, 70);
    private static readonly double[] Weights = MakeWeights();
    private static readonly int StepsBelow280Hz = CountStepsBelow280Hz();

    private readonly double[] bands = new double[ZwickerLoudness.StepCount];

    /// <summary>The score; not finite where no window is loud enough to be heard, or nothing lies below 280 Hz.</summary>
    public double Score(LoudnessCurve curve)
    {
        double sum = 0, weight = 0;
        for (int window = 0; window < curve.WindowCount; window++)
        {
            double power = curve.Rms[window] * curve.Rms[window];
            weight += power;
            if (curve.Total[window] > 0) sum += power * Index(curve.Specific(window));
        }

        return 43.67402696195865 * Math.Log10(sum / weight) - 10.90054738389845 * Math.Log10(curve.Mean(LowBarkWeight)) + 26.836530575185435;
    }

    private double Index(ReadOnlySpan<double> specific)
    {
        TensorPrimitives.Multiply(specific, Weights, bands);
        TensorPrimitives.Exp(bands, bands);
        double level = 10 * Math.Log10(TensorPrimitives.Sum<double>(bands));
        return level * (TensorPrimitives.Sum(specific[..StepsBelow280Hz]) / TensorPrimitives.Sum(specific));
    }

    private static double FrequencyHz(int step) => 600 * Math.Sinh((step + 1) * 0.1 / 6);

    /// <summary>Weights of the index, times ln 10 / 10 since the levels are summed as powers.</summary>
    private static double[] MakeWeights()
    {
        var weights = new double[ZwickerLoudness.StepCount];
        double step = Math.Log10(31.5 / 25);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = 2.13 * Math.Exp(-0.151 * (Math.Log10(FrequencyHz(i) / 25) / step + 1));
        (weights[0], weights[1], weights[2], weights[3]) = (0.8, 1.05, 1.1, 1.18);
        TensorPrimitives.Multiply(weights, Math.Log(10) / 10, weights);
        return weights;
    }

    private static int CountStepsBelow280Hz()
    {
        int count = 0;
        while (FrequencyHz(count) < 280) count++;
        return count;
    }
}
