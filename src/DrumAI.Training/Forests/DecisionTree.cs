namespace DrumAI.Training.Forests;

/// <summary>A tree of splits "column at most threshold", with class shares at its leaves.</summary>
internal sealed class DecisionTree
{
    private readonly List<Node> nodes = [];
    private readonly List<float[]> leaves = [];

    private DecisionTree(int classCount) => ClassCount = classCount;

    public int ClassCount { get; }

    public int NodeCount => nodes.Count;

    /// <summary>Grows a tree until its leaves are pure or small.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="weights">Weight of a row, by class.</param>
    /// <param name="drawn">Rows to learn from, some several times.</param>
    /// <param name="columnsPerSplit">Columns that each split chooses from.</param>
    /// <param name="leastRows">Rows of a leaf, at least.</param>
    /// <param name="random">Draws the columns.</param>
    public static DecisionTree Grow(
        IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, double[] weights, int[] drawn, int columnsPerSplit, int leastRows, Random random)
    {
        var tree = new DecisionTree(weights.Length);
        new Grower(tree, rows, labels, weights, columnsPerSplit, leastRows, random).Grow(drawn);
        return tree;
    }

    /// <summary>Adds the class shares of the leaf that a row comes to.</summary>
    public void AddTo(float[] row, float[] sum)
    {
        int at = 0;
        while (nodes[at].Column >= 0) at = row[nodes[at].Column] <= nodes[at].Threshold ? at + 1 : nodes[at].Right;
        float[] shares = leaves[nodes[at].Right];
        for (int c = 0; c < sum.Length; c++) sum[c] += shares[c];
    }

    /// <summary>A split, whose left branch is the next node; or, where the column is negative, a leaf, whose shares lie at <paramref name="Right"/>.</summary>
    private readonly record struct Node(int Column, float Threshold, int Right);

    private sealed class Grower(
        DecisionTree tree, IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, double[] weights, int columnsPerSplit, int leastRows, Random random)
    {
        private readonly double[] left = new double[weights.Length], right = new double[weights.Length];
        private readonly int[] columns = [.. Enumerable.Range(0, rows[0].Length)];

        public void Grow(int[] drawn) => Grow(drawn, 0, drawn.Length);

        private void Grow(int[] drawn, int first, int end)
        {
            if (IsPure(drawn, first, end) || end - first < 2 * leastRows || FindSplit(drawn, first, end) is not { } split)
            {
                AddLeaf(drawn, first, end);
                return;
            }

            int middle = Partition(drawn, first, end, split.Column, split.Threshold), at = tree.nodes.Count;
            tree.nodes.Add(default);
            Grow(drawn, first, middle);
            tree.nodes[at] = new Node(split.Column, split.Threshold, tree.nodes.Count);
            Grow(drawn, middle, end);
        }

        private bool IsPure(int[] drawn, int first, int end)
        {
            for (int i = first + 1; i < end; i++)
                if (labels[drawn[i]] != labels[drawn[first]]) return false;
            return true;
        }

        /// <summary>The best split of some columns. Columns in which nothing varies do not count; if none of all varies, there is no split.</summary>
        private (int Column, float Threshold)? FindSplit(int[] drawn, int first, int end)
        {
            var keys = new float[end - first];
            var order = new int[end - first];
            (double Gain, int Column, float Threshold) best = (double.NegativeInfinity, -1, 0);
            for (int tried = 0, seen = 0; tried < columns.Length && seen < columnsPerSplit; tried++)
            {
                int other = random.Next(tried, columns.Length);
                (columns[tried], columns[other]) = (columns[other], columns[tried]);
                int column = columns[tried];
                for (int i = 0; i < keys.Length; i++)
                {
                    order[i] = drawn[first + i];
                    keys[i] = rows[order[i]][column];
                }

                Array.Sort(keys, order);
                if (keys[0] == keys[^1]) continue;
                seen++;
                Scan(keys, order, column, ref best);
            }

            return best.Column < 0 ? null : (best.Column, best.Threshold);
        }

        /// <summary>
        /// Walks through sorted rows and finds where sum of squares over weight, left plus right, is greatest: that is where the weighted Gini impurity is least.
        /// </summary>
        private void Scan(float[] keys, int[] order, int column, ref (double Gain, int Column, float Threshold) best)
        {
            Array.Clear(left);
            Array.Clear(right);
            double leftWeight = 0, rightWeight = 0, leftSquares = 0, rightSquares = 0;
            foreach (int row in order) right[labels[row]] += weights[labels[row]];
            foreach (double weight in right) (rightWeight, rightSquares) = (rightWeight + weight, rightSquares + (weight * weight));
            for (int i = 0; i < order.Length - leastRows; i++)
            {
                int label = labels[order[i]];
                double weight = weights[label];
                leftSquares += weight * ((2 * left[label]) + weight);
                rightSquares -= weight * ((2 * right[label]) - weight);
                left[label] += weight;
                right[label] -= weight;
                leftWeight += weight;
                rightWeight -= weight;
                if (i + 1 < leastRows || keys[i] == keys[i + 1]) continue;
                double gain = (leftSquares / leftWeight) + (rightSquares / rightWeight);
                // Half way between neighbours; where rounding leaves no place between them, the left one is the limit.
                float middle = keys[i] + ((keys[i + 1] - keys[i]) / 2);
                if (gain > best.Gain) best = (gain, column, middle < keys[i + 1] ? middle : keys[i]);
            }
        }

        private int Partition(int[] drawn, int first, int end, int column, float threshold)
        {
            int middle = first;
            for (int i = first; i < end; i++)
            {
                if (rows[drawn[i]][column] > threshold) continue;
                (drawn[middle], drawn[i]) = (drawn[i], drawn[middle]);
                middle++;
            }

            return middle;
        }

        private void AddLeaf(int[] drawn, int first, int end)
        {
            var shares = new float[weights.Length];
            double sum = 0;
            for (int i = first; i < end; i++)
            {
                double weight = weights[labels[drawn[i]]];
                shares[labels[drawn[i]]] += (float)weight;
                sum += weight;
            }

            for (int c = 0; c < shares.Length; c++) shares[c] = (float)(shares[c] / sum);
            tree.nodes.Add(new Node(-1, 0, tree.leaves.Count));
            tree.leaves.Add(shares);
        }
    }
}
