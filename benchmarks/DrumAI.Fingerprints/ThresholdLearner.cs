using System.Globalization;
using System.Numerics.Tensors;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>
/// Learns the directions and cuts of the fingerprint: Fisher's discriminants of the cepstra, in which sounds vary most by the measure of what clothes
/// change (codecs, rates, fades), cut at quantiles, the more often the larger that ratio.
/// </summary>
internal static class ThresholdLearner
{
    private const int DirectionCount = 85;

    /// <summary>How the number of cuts grows with the ratio of variances: its fourth root.</summary>
    private const double Grading = 0.25;

    /// <summary>What is added to the changes' variance, as a share of its mean: directions that hardly change at all must not rule.</summary>
    private const double Regularisation = 0.1;

    /// <summary>No copy counts as changed by more than this, in dB over all coefficients: one that is spoilt must not rule.</summary>
    private const double LargestChange = 20;

    /// <summary>Learns from sounds and their copies.</summary>
    public static FingerprintThresholds Learn(Collection collection, string version)
    {
        var directions = Discriminants(collection);
        int[] cutCounts = ShareBits([.. directions.Select(d => Math.Pow(d.Ratio, Grading))]);
        return new FingerprintThresholds(version, [.. directions.Zip(cutCounts, (direction, count) =>
        {
            double[] sorted = [.. collection.Originals.Select(o => TensorPrimitives.Dot<double>(o.Cepstrum, direction.Vector)).Order()];
            return new FingerprintThresholds.Cut(direction.Vector, [.. Enumerable.Range(1, count).Select(q => Math.Round(sorted[sorted.Length * q / (count + 1)], 3))]);
        })]);
    }

    /// <summary>The text of <c>fingerprint.json</c>.</summary>
    public static string Write(FingerprintThresholds thresholds)
    {
        var lines = thresholds.Cuts.Select(cut => $$"""    { "direction": [{{Numbers(cut.Direction, "0.####")}}], "thresholds": [{{Numbers(cut.Thresholds, "0.###")}}] }""");
        return $"{{\n  \"version\": \"{thresholds.Version}\",\n  \"cuts\": [\n{string.Join(",\n", lines)}\n  ]\n}}\n";
    }

    private static string Numbers(double[] numbers, string format) => string.Join(", ", numbers.Select(n => n.ToString(format, CultureInfo.InvariantCulture)));

    /// <summary>The directions of the largest ratios of the sounds' variance to the changes', scaled so that changes have variance 1.</summary>
    private static (double Ratio, double[] Vector)[] Discriminants(Collection collection)
    {
        const int size = CepstralImage.Length;
        double[] mean = [.. Enumerable.Range(0, size).Select(i => collection.Originals.Average(o => o.Cepstrum[i]))];
        var sounds = SymmetricMatrix.SecondMoments([.. collection.Originals.Select(o => Minus(o.Cepstrum, mean))], size);
        var changes = SymmetricMatrix.SecondMoments(
            [.. collection.Pairs.Where(p => p.Copy is { Cepstrum: not null, Clothes: not Clothes.TwoAtOnce }).Select(p => Change(p.Original, p.Copy))], size);
        double ridge = Regularisation * Enumerable.Range(0, size).Sum(i => changes[i, i]) / size;
        for (int i = 0; i < size; i++) changes[i, i] += ridge;

        // Where changes are white, the discriminants are the principal axes of the sounds.
        double[][] whitening = [.. SymmetricMatrix.Eigen(changes).Select(e => e.Vector.Select(x => x / Math.Sqrt(e.Value)).ToArray())];
        var white = new double[size, size];
        for (int a = 0; a < size; a++)
        {
            double[] image = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Sum(j => sounds[i, j] * whitening[a][j]))];
            for (int b = 0; b < size; b++) white[a, b] = TensorPrimitives.Dot<double>(image, whitening[b]);
        }

        return [.. SymmetricMatrix.Eigen(white).Take(DirectionCount).Select(e => (
            e.Value, Enumerable.Range(0, size).Select(i => Math.Round(Enumerable.Range(0, size).Sum(a => e.Vector[a] * whitening[a][i]), 4)).ToArray()))];
    }

    private static double[] Change(Original original, Copy copy)
    {
        double[] change = Minus(copy.Cepstrum!, original.Cepstrum);
        double norm = TensorPrimitives.Norm<double>(change);
        return norm <= LargestChange ? change : [.. change.Select(x => x * LargestChange / norm)];
    }

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    /// <summary>Shares all bits out in proportion to weights that fall, at least one to each.</summary>
    private static int[] ShareBits(double[] weights)
    {
        int[] counts = [.. weights.Select(_ => 1)];
        // One bit at a time to whoever is owed most.
        for (int left = Fingerprint.BitCount - counts.Length; left > 0; left--)
            counts[Enumerable.Range(0, counts.Length).MaxBy(i => weights[i] / counts[i])]++;
        return counts;
    }
}
