using static TorchSharp.torch;

namespace DrumAI.Training.Mapping;

/// <summary>The plane through a cloud of points in which they vary most (principal component analysis): what any map has to beat.</summary>
public sealed class PrincipalPlane
{
    private readonly float[] mean;
    private readonly float[][] axes;

    private PrincipalPlane(float[] mean, float[][] axes) => (this.mean, this.axes) = (mean, axes);

    /// <summary>Finds the plane of some points, three or more.</summary>
    public static PrincipalPlane Fit(IReadOnlyList<float[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        int length = points[0].Length;
        var all = tensor(points.SelectMany(p => p).ToArray(), [points.Count, length]);
        var mean = all.mean([0]);
        var centred = all - mean;
        // Eigenvalues come in ascending order: the last two columns span the plane.
        var (_, vectors) = linalg.eigh(centred.t().matmul(centred));
        return new PrincipalPlane(mean.data<float>().ToArray(), [Column(vectors, length - 1), Column(vectors, length - 2)]);
    }

    /// <summary>Two coordinates of a point in the plane.</summary>
    public float[] Project(float[] point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return [.. axes.Select(axis => axis.Select((a, i) => a * (point[i] - mean[i])).Sum())];
    }

    private static float[] Column(Tensor matrix, int i) => matrix.narrow(1, i, 1).flatten().contiguous().data<float>().ToArray();
}
