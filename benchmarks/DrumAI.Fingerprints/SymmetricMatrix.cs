namespace DrumAI.Fingerprints;

/// <summary>Linear algebra of small symmetric matrices.</summary>
internal static class SymmetricMatrix
{
    private const int MaxSweeps = 60;

    /// <summary>Second moments of rows: the mean of x x'.</summary>
    public static double[,] SecondMoments(IReadOnlyCollection<double[]> rows, int size)
    {
        var moments = new double[size, size];
        foreach (double[] row in rows)
            for (int i = 0; i < size; i++)
                for (int j = 0; j < size; j++) moments[i, j] += row[i] * row[j] / rows.Count;
        return moments;
    }

    /// <summary>Eigenvalues, the largest first, and their unit eigenvectors, by Jacobi's rotations.</summary>
    public static (double Value, double[] Vector)[] Eigen(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        var a = (double[,])matrix.Clone();
        var v = new double[size, size];
        for (int i = 0; i < size; i++) v[i, i] = 1;
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
            for (int p = 0; p < size; p++)
                for (int q = p + 1; q < size; q++)
                    if (Math.Abs(a[p, q]) > 1e-14) Rotate(a, v, p, q);
        return [.. Enumerable.Range(0, size).Select(k => (a[k, k], Enumerable.Range(0, size).Select(i => v[i, k]).ToArray())).OrderByDescending(e => e.Item1)];
    }

    /// <summary>Turns rows and columns p and q so that their common element becomes 0.</summary>
    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1)), c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        int size = a.GetLength(0);
        for (int k = 0; k < size; k++) (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
        for (int k = 0; k < size; k++) (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
        for (int k = 0; k < size; k++) (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
    }
}
