using System.Numerics.Tensors;

namespace DrumAI.Training.Mapping;

/// <summary>
/// How far neighbours on a map can be trusted (Venna and Kaski 2001): 1 where all are neighbours in the space too, about 0.5 for a random map.
/// </summary>
public static class Trustworthiness
{
    /// <summary>
    /// Measures a map: 1 - 2 / (n k (2n - 3k - 1)) * the sum, over each point's k nearest on the map, of the places by which each misses its k nearest in the space.
    /// </summary>
    /// <param name="space">The points in the space.</param>
    /// <param name="map">The same points on the map.</param>
    /// <param name="k">Neighbours that are looked at, less than half of the points.</param>
    /// <exception cref="ArgumentException">There are too few points.</exception>
    public static double Of(IReadOnlyList<float[]> space, IReadOnlyList<float[]> map, int k)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(map);
        int n = space.Count;
        if (map.Count != n) throw new ArgumentException($"{map.Count} points of a map for {n} in the space.", nameof(map));
        if (2 * k >= n) throw new ArgumentException($"{n} points are too few for {k} neighbours.", nameof(space));
        var missed = new double[n];
        Parallel.For(0, n, i =>
        {
            float[] near = [.. space.Select(p => TensorPrimitives.Distance<float>(p, space[i]))];
            near[i] = -1;
            float[] onMap = [.. map.Select(p => TensorPrimitives.Distance<float>(p, map[i]))];
            onMap[i] = float.PositiveInfinity;
            int[] order = [.. Enumerable.Range(0, n)];
            Array.Sort(onMap, order);
            // The point itself has place 0, its nearest neighbour place 1.
            missed[i] = order.Take(k).Sum(j => Math.Max(0, near.Count(d => d < near[j]) - k));
        });
        return 1 - (2.0 / ((double)n * k * ((2.0 * n) - (3.0 * k) - 1)) * missed.Sum());
    }
}
