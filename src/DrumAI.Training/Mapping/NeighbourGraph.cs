using static TorchSharp.torch;

namespace DrumAI.Training.Mapping;

/// <summary>
/// Which sounds lie near each other, and how surely: the fuzzy neighbour graph of UMAP (McInnes, Healy and Melville 2018, section 3.1), from exact neighbours.
/// </summary>
/// <param name="From">One end of each edge.</param>
/// <param name="To">The other.</param>
/// <param name="Weight">Its weight, above 0 and at most 1.</param>
public sealed record NeighbourGraph(int[] From, int[] To, float[] Weight)
{
    private const int BlockLength = 512, SearchSteps = 48;

    /// <summary>Builds the graph of some points.</summary>
    /// <param name="points">The points, all of one length, more than <paramref name="neighbours"/> of them.</param>
    /// <param name="neighbours">Neighbours of each point, 2 or more.</param>
    public static NeighbourGraph Of(IReadOnlyList<float[]> points, int neighbours)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(points.Count, neighbours, nameof(points));
        var (indices, distances) = Nearest(points, neighbours);
        var directed = new Dictionary<(int, int), float>(points.Count * neighbours);
        for (int i = 0; i < points.Count; i++)
        {
            var own = distances.AsSpan(i * neighbours, neighbours);
            float nearest = own[0], scale = ScaleOf(own, nearest);
            for (int k = 0; k < neighbours; k++)
                directed[(i, indices[(i * neighbours) + k])] = MathF.Exp(-MathF.Max(0, own[k] - nearest) / scale);
        }

        // An edge stands where either end claims it: a + b - ab.
        var edges = directed.Where(e => e.Key.Item1 < e.Key.Item2 || !directed.ContainsKey((e.Key.Item2, e.Key.Item1))).Select(e =>
        {
            float back = directed.GetValueOrDefault((e.Key.Item2, e.Key.Item1));
            return (e.Key.Item1, e.Key.Item2, Weight: e.Value + back - (e.Value * back));
        }).ToArray();
        return new NeighbourGraph([.. edges.Select(e => e.Item1)], [.. edges.Select(e => e.Item2)], [.. edges.Select(e => e.Weight)]);
    }

    /// <summary>The nearest others of every point, nearest first: indices and distances, row by row.</summary>
    private static (int[] Indices, float[] Distances) Nearest(IReadOnlyList<float[]> points, int neighbours)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var all = tensor(points.SelectMany(p => p).ToArray(), [points.Count, points[0].Length]);
        var indices = new int[points.Count * neighbours];
        var distances = new float[indices.Length];
        for (int first = 0; first < points.Count; first += BlockLength)
        {
            using var inner = NewDisposeScope();
            int count = Math.Min(BlockLength, points.Count - first);
            var block = cdist(all.narrow(0, first, count), all);
            for (int row = 0; row < count; row++) block[row, first + row] = float.PositiveInfinity;
            var (values, at) = block.topk(neighbours, dim: 1, largest: false, sorted: true);
            values.contiguous().data<float>().CopyTo(distances.AsSpan(first * neighbours));
            long[] found = at.contiguous().data<long>().ToArray();
            for (int i = 0; i < found.Length; i++) indices[(first * neighbours) + i] = (int)found[i];
        }

        return (indices, distances);
    }

    /// <summary>The scale at which the weights of a point's neighbours sum to the binary logarithm of their number.</summary>
    private static float ScaleOf(ReadOnlySpan<float> distances, float nearest)
    {
        double wanted = Math.Log2(distances.Length), low = 0, high = double.PositiveInfinity, scale = 1, mean = 0;
        foreach (float distance in distances) mean += distance / distances.Length;
        for (int step = 0; step < SearchSteps; step++)
        {
            double sum = 0;
            foreach (float distance in distances) sum += Math.Exp(-Math.Max(0, distance - nearest) / scale);
            if (sum > wanted) (high, scale) = (scale, (low + scale) / 2);
            else (low, scale) = (scale, double.IsInfinity(high) ? scale * 2 : (scale + high) / 2);
        }

        // Many equal distances have no such scale; a thousandth of their mean keeps the weights finite.
        return (float)Math.Max(scale, Math.Max(1e-3 * mean, 1e-12));
    }
}
