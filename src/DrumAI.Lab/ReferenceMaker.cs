using System.Numerics.Tensors;
using DrumAI.Classification;

namespace DrumAI.Lab;

/// <summary>Makes the reference by which drift is told: timbre scores, and the embedding along the directions in which it varies most.</summary>
internal static class ReferenceMaker
{
    private const int DirectionCount = 8;
    private const int Rounds = 40;

    /// <summary>Makes it.</summary>
    /// <param name="embeddings">Those of the sounds that a model learnt from; one or more.</param>
    /// <param name="scores">Scores of such sounds, by feature; features without any number are left out.</param>
    public static FeatureReference Of(IReadOnlyList<float[]> embeddings, IReadOnlyDictionary<string, List<double>> scores)
    {
        float[][] directions = Directions(embeddings);
        return new FeatureReference
        {
            Directions = directions,
            Features =
            [
                .. scores.Where(s => s.Value.Any(double.IsFinite)).Select(s => ReferenceFeature.Of(s.Key, s.Value)),
                .. directions.Select((d, i) => ReferenceFeature.Of($"{FeatureReference.DirectionPrefix}{i + 1}", embeddings.Select(e => (double)TensorPrimitives.Dot<float>(d, e)))),
            ],
        };
    }

    /// <summary>The first principal directions, by orthogonal iteration on the covariance.</summary>
    private static float[][] Directions(IReadOnlyList<float[]> embeddings)
    {
        int size = embeddings[0].Length;
        double[] mean = [.. Enumerable.Range(0, size).Select(i => embeddings.Average(e => (double)e[i]))];
        var covariance = new double[size, size];
        foreach (float[] embedding in embeddings)
            for (int i = 0; i < size; i++)
                for (int j = 0; j < size; j++) covariance[i, j] += (embedding[i] - mean[i]) * (embedding[j] - mean[j]);
        var random = new Random(1);
        double[][] basis = [.. Enumerable.Range(0, Math.Min(DirectionCount, size)).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray())];
        for (int round = 0; round < Rounds; round++)
        {
            basis = Array.ConvertAll(basis, v => (double[])[.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Sum(j => covariance[i, j] * v[j]))]);
            for (int k = 0; k < basis.Length; k++)
            {
                for (int before = 0; before < k; before++)
                {
                    double along = Dot(basis[k], basis[before]);
                    for (int i = 0; i < size; i++) basis[k][i] -= along * basis[before][i];
                }

                double length = Math.Sqrt(Dot(basis[k], basis[k]));
                for (int i = 0; i < size; i++) basis[k][i] /= Math.Max(length, 1e-30);
            }
        }

        return Array.ConvertAll(basis, v => Array.ConvertAll(v, x => (float)x));
    }

    private static double Dot(double[] a, double[] b) => TensorPrimitives.Dot<double>(a, b);
}
