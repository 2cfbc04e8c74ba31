namespace DrumAI.Training.Forests;

/// <summary>
/// A random forest (Breiman 2001): trees on bootstrapped rows, each split the best of a few columns by the Gini impurity; the answer is the mean of the trees' leaves.
/// Classes are balanced: a row weighs the inverse of its class's size.
/// </summary>
public sealed class RandomForest
{
    private readonly DecisionTree[] trees;

    private RandomForest(DecisionTree[] trees) => this.trees = trees;

    /// <summary>Nodes of all trees, leaves included.</summary>
    public int NodeCount => trees.Sum(t => t.NodeCount);

    /// <summary>Grows a forest. The same rows and options give the same forest, on any number of threads.</summary>
    /// <param name="rows">Finite numbers, as many in each row.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="classCount">Classes.</param>
    /// <param name="options">Size and seed.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many labels.</exception>
    public static RandomForest Grow(IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, int classCount, ForestOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        if (rows.Count == 0 || rows.Count != labels.Count) throw new ArgumentException($"{rows.Count} rows with {labels.Count} labels.", nameof(labels));
        var sizes = new int[classCount];
        foreach (int label in labels) sizes[label]++;
        int present = sizes.Count(n => n > 0);
        double[] weights = [.. sizes.Select(n => n == 0 ? 0 : (double)rows.Count / (present * n))];
        int columns = options.ColumnsPerSplit > 0 ? Math.Min(options.ColumnsPerSplit, rows[0].Length) : (int)Math.Ceiling(Math.Sqrt(rows[0].Length));
        var trees = new DecisionTree[options.Trees];
        Parallel.For(0, trees.Length, new ParallelOptions { CancellationToken = cancellation }, t =>
        {
            var random = new Random(unchecked((options.Seed * 7919) + t));
            int[] drawn = [.. Enumerable.Range(0, rows.Count).Select(_ => random.Next(rows.Count))];
            trees[t] = DecisionTree.Grow(rows, labels, weights, drawn, columns, options.LeastRowsInLeaf, random);
        });
        return new RandomForest(trees);
    }

    /// <summary>Class probabilities of a row.</summary>
    public float[] Predict(float[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var sum = new float[trees[0].ClassCount];
        foreach (var tree in trees) tree.AddTo(row, sum);
        for (int c = 0; c < sum.Length; c++) sum[c] /= trees.Length;
        return sum;
    }
}
