namespace DrumAI.Lab.Audit;

/// <summary>
/// Confident learning (Northcutt, Jiang and Chuang, JAIR 2021): a class's threshold is the mean probability that sounds labelled so get for it; a sound that reaches the
/// thresholds of some classes is counted as truly of the likeliest of these.
/// </summary>
internal sealed class ConfidentLearning
{
    private ConfidentLearning(float[] thresholds, int[] truth, int[][] joint) => (Thresholds, Truth, Joint) = (thresholds, truth, joint);

    /// <summary>Of each class; infinite where it has no sounds.</summary>
    public float[] Thresholds { get; }

    /// <summary>Class that each sound is confidently of, or -1 where no threshold is reached.</summary>
    public int[] Truth { get; }

    /// <summary>Confident joint: how many sounds labelled i are confidently of class j.</summary>
    public int[][] Joint { get; }

    /// <summary>Share of the sounds with a confident class whose label is another.</summary>
    public double NoiseRate(IReadOnlyList<int> labels)
    {
        int confident = Truth.Count(t => t >= 0);
        return confident == 0 ? 0 : (double)Truth.Where((t, i) => t >= 0 && t != labels[i]).Count() / confident;
    }

    /// <summary>Counts the confident joint.</summary>
    /// <param name="probabilities">Out-of-fold class probabilities of each sound.</param>
    /// <param name="labels">Class of each.</param>
    public static ConfidentLearning Of(float[][] probabilities, IReadOnlyList<int> labels)
    {
        int classes = probabilities[0].Length;
        var sums = new double[classes];
        var sizes = new int[classes];
        for (int i = 0; i < probabilities.Length; i++)
        {
            sums[labels[i]] += probabilities[i][labels[i]];
            sizes[labels[i]]++;
        }

        float[] thresholds = [.. sums.Select((sum, c) => sizes[c] == 0 ? float.PositiveInfinity : (float)(sum / sizes[c]))];
        var truth = new int[probabilities.Length];
        int[][] joint = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        for (int i = 0; i < probabilities.Length; i++)
        {
            var p = probabilities[i];
            truth[i] = -1;
            for (int c = 0; c < classes; c++)
                if (p[c] >= thresholds[c] && (truth[i] < 0 || p[c] > p[truth[i]])) truth[i] = c;
            if (truth[i] >= 0) joint[labels[i]][truth[i]]++;
        }

        return new ConfidentLearning(thresholds, truth, joint);
    }
}
