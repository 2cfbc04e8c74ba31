namespace DrumAI.Training.Tests.Privacy;

/// <summary>Guesses a log-mel picture from numbers, by kernel ridge regression on sounds of which both are known.</summary>
internal sealed class RidgeGuess
{
    private readonly IReadOnlyList<KnownSound> known;
    private readonly Func<KnownSound, double[]> look;
    private readonly double[][] weights;
    private readonly double[] mean;
    private readonly double width;

    public RidgeGuess(IReadOnlyList<KnownSound> known, Func<KnownSound, double[]> look, double ridge)
    {
        this.known = known;
        this.look = look;
        int n = known.Count;
        double[][] inputs = [.. known.Select(look)];
        width = inputs.Zip(inputs.Skip(1), Distance).Order().ElementAt(n / 2);
        mean = [.. Enumerable.Range(0, known[0].LogMel.Length).Select(i => known.Average(k => k.LogMel[i]))];
        var kernel = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++) kernel[i, j] = Kernel(inputs[i], inputs[j]) + (i == j ? ridge : 0);
        weights = Solve(kernel, [.. known.Select(k => k.LogMel.Zip(mean, (v, m) => v - m).ToArray())]);
    }

    public double[] Guess(KnownSound target)
    {
        double[] seen = look(target), guess = [.. mean];
        for (int i = 0; i < known.Count; i++)
        {
            double k = Kernel(look(known[i]), seen);
            for (int j = 0; j < guess.Length; j++) guess[j] += k * weights[i][j];
        }

        return guess;
    }

    private double Kernel(double[] a, double[] b) => Math.Exp(-Distance(a, b) / width);

    private static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    /// <summary>By Cholesky's factors, in place; of the matrix the lower half is given.</summary>
    private static double[][] Solve(double[,] a, double[][] rows)
    {
        int n = rows.Length;
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++) sum -= a[i, k] * a[j, k];
                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++) Subtract(rows[i], rows[k], a[i, k]);
            Divide(rows[i], a[i, i]);
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++) Subtract(rows[i], rows[k], a[k, i]);
            Divide(rows[i], a[i, i]);
        }

        return rows;
    }

    private static void Subtract(double[] row, double[] other, double factor)
    {
        for (int i = 0; i < row.Length; i++) row[i] -= factor * other[i];
    }

    private static void Divide(double[] row, double divisor)
    {
        for (int i = 0; i < row.Length; i++) row[i] /= divisor;
    }
}
