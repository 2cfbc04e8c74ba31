namespace DrumAI.Training;

/// <summary>The split of the 2021 report: every class gives the same share of its sounds to the test set, drawn at random.</summary>
public static class StratifiedSplit
{
    /// <summary>Draws the test set.</summary>
    /// <param name="classes">Class of each sound.</param>
    /// <param name="testShare">Share of each class that is tested, above 0 and below 1; rounded to whole sounds, at least one where a class has two.</param>
    /// <param name="seed">The same seed draws the same.</param>
    /// <returns>Indices of the training and of the test sounds, both in rising order.</returns>
    public static (IReadOnlyList<int> Training, IReadOnlyList<int> Test) Draw(IReadOnlyList<int> classes, double testShare, int seed)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(testShare, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(testShare, 1);
        var random = new Random(seed);
        var isTest = new bool[classes.Count];
        foreach (var members in Enumerable.Range(0, classes.Count).GroupBy(i => classes[i]).OrderBy(g => g.Key))
        {
            int[] shuffled = [.. members];
            random.Shuffle(shuffled);
            int count = (int)Math.Round(testShare * shuffled.Length);
            if (count == 0 && shuffled.Length > 1) count = 1;
            foreach (int index in shuffled.AsSpan(0, count)) isTest[index] = true;
        }

        return ([.. Indices(false)], [.. Indices(true)]);

        IEnumerable<int> Indices(bool test) => Enumerable.Range(0, isTest.Length).Where(i => isTest[i] == test);
    }
}
