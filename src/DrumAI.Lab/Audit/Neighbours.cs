using System.Numerics.Tensors;

namespace DrumAI.Lab.Audit;

/// <summary>What a sound's nearest neighbours are called, by cosine of embeddings, each neighbour weighted by its nearness.</summary>
internal static class Neighbours
{
    private const int Count = 10;

    /// <summary>For each sound, the share that each class has among its ten nearest neighbours.</summary>
    /// <param name="embeddings">Vectors of unit length.</param>
    /// <param name="labels">Class of each.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static (float[][] Shares, float[] OwnDistance, float[] OtherDistance) Of(float[][] embeddings, IReadOnlyList<int> labels, int classes, CancellationToken cancellation)
    {
        var shares = new float[embeddings.Length][];
        var own = new float[embeddings.Length];
        var other = new float[embeddings.Length];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, embeddings.Length, options, () => new float[embeddings.Length], (i, _, similarity) =>
        {
            for (int j = 0; j < embeddings.Length; j++) similarity[j] = j == i ? float.NegativeInfinity : TensorPrimitives.Dot<float>(embeddings[i], embeddings[j]);
            shares[i] = new float[classes];
            float total = 0;
            foreach (int j in Largest(similarity, _ => true))
            {
                float weight = MathF.Exp(5 * similarity[j]);
                shares[i][labels[j]] += weight;
                total += weight;
            }

            for (int c = 0; c < classes; c++) shares[i][c] /= Math.Max(1e-9f, total);
            own[i] = Distance(similarity, Largest(similarity, j => labels[j] == labels[i]));
            other[i] = Distance(similarity, Largest(similarity, j => labels[j] != labels[i]));
            return similarity;
        }, _ => { });
        return (shares, own, other);
    }

    private static float Distance(float[] similarity, List<int> of) => of.Count == 0 ? 2 : 1 - of.Average(j => similarity[j]);

    /// <summary>Indices of the largest values, itself (negative infinity) left out.</summary>
    private static List<int> Largest(float[] values, Func<int, bool> accept)
    {
        var best = new List<int>(Count + 1);
        for (int j = 0; j < values.Length; j++)
        {
            if (float.IsNegativeInfinity(values[j]) || (best.Count == Count && values[j] <= values[best[^1]]) || !accept(j)) continue;
            int place = best.Count;
            while (place > 0 && values[best[place - 1]] < values[j]) place--;
            best.Insert(place, j);
            if (best.Count > Count) best.RemoveAt(Count);
        }

        return best;
    }
}
