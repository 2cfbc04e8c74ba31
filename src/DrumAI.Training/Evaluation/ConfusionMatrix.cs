namespace DrumAI.Training.Evaluation;

/// <summary>
/// How often a true class (row) was taken for another (column), and the measures that follow from it, each class against all others.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly int[] counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="size">Number of classes, at least one.</param>
    public ConfusionMatrix(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        counts = new int[size * size];
    }

    /// <summary>A matrix of known counts.</summary>
    /// <param name="rows">A row for each true class, as <see cref="Counts"/> gives them.</param>
    /// <exception cref="ArgumentException">The rows are not as long as they are many.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<IReadOnlyList<int>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var matrix = new ConfusionMatrix(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != rows.Count) throw new ArgumentException("A confusion matrix has as many columns as rows.", nameof(rows));
            for (int j = 0; j < rows.Count; j++) matrix.counts[(i * rows.Count) + j] = rows[i][j];
        }

        return matrix;
    }

    /// <summary>Number of classes.</summary>
    public int Size { get; }

    /// <summary>How many rows of class <paramref name="actual"/> were taken for <paramref name="predicted"/>.</summary>
    public int this[int actual, int predicted] => counts[(actual * Size) + predicted];

    /// <summary>All counts, a row for each true class.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => [.. Enumerable.Range(0, Size).Select(i => counts.AsSpan(i * Size, Size).ToArray())];

    /// <summary>All that was counted.</summary>
    public int Total => counts.Sum();

    /// <summary>The share of rows on the diagonal; NaN where nothing was counted.</summary>
    public double Accuracy
    {
        get
        {
            int right = 0;
            for (int i = 0; i < Size; i++) right += this[i, i];
            return (double)right / Total;
        }
    }

    /// <summary>Counts one row.</summary>
    public void Add(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Size, nameof(actual));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Size, nameof(predicted));
        counts[(actual * Size) + predicted]++;
    }

    /// <summary>Adds the counts of another matrix of the same size, <paramref name="times"/> over.</summary>
    public void Add(ConfusionMatrix other, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Size, Size, nameof(other));
        for (int i = 0; i < counts.Length; i++) counts[i] += times * other.counts[i];
    }

    /// <summary>How many rows truly are of a class.</summary>
    public int Support(int index)
    {
        int sum = 0;
        for (int j = 0; j < Size; j++) sum += this[index, j];
        return sum;
    }

    /// <summary>The share of rows taken for a class that truly are of it; 0 where none was taken for it.</summary>
    public double Precision(int index) => Ratio(this[index, index], Predicted(index));

    /// <summary>The share of a class's rows that were taken for it; 0 where it has none.</summary>
    public double Recall(int index) => Ratio(this[index, index], Support(index));

    /// <summary>The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); 0 where the class occurs neither in truth nor in prediction.</summary>
    public double F1(int index) => Ratio(2 * this[index, index], Support(index) + Predicted(index));

    /// <summary>
    /// The unweighted mean of <see cref="F1"/> over some classes, confusions with all others counted. A class without a single true row
    /// has nothing to measure and is left out; NaN where that leaves none.
    /// </summary>
    public double MacroF1(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        double sum = 0;
        int number = 0;
        foreach (int index in indices)
        {
            if (Support(index) == 0) continue;
            sum += F1(index);
            number++;
        }

        return number == 0 ? double.NaN : sum / number;
    }

    /// <summary>A row as shares of its sum: what became of the sounds of one class. All zero where it has none.</summary>
    public double[] NormalizedRow(int actual)
    {
        int support = Support(actual);
        var row = new double[Size];
        for (int j = 0; j < Size; j++) row[j] = Ratio(this[actual, j], support);
        return row;
    }

    private int Predicted(int index)
    {
        int sum = 0;
        for (int i = 0; i < Size; i++) sum += this[i, index];
        return sum;
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
