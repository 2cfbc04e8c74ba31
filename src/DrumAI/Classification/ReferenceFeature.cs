namespace DrumAI.Classification;

/// <summary>How a feature is spread over the sounds that a model learnt from.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Edges">Where one bin ends and the next begins, rising; one fewer than there are bins.</param>
/// <param name="Shares">Share of the sounds in each bin; they sum to 1.</param>
public sealed record ReferenceFeature(string Name, IReadOnlyList<double> Edges, IReadOnlyList<double> Shares)
{
    private const int BinCount = 10;

    /// <summary>Bins of about as many sounds each: the deciles, where they differ.</summary>
    /// <param name="name">The feature.</param>
    /// <param name="values">Its value in each sound, at least one of them; what is no number is passed over.</param>
    public static ReferenceFeature Of(string name, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(values));
        double[] edges = [.. Enumerable.Range(1, BinCount - 1).Select(i => sorted[i * sorted.Length / BinCount]).Distinct().Where(e => e > sorted[0])];
        var empty = new ReferenceFeature(name, edges, new double[edges.Length + 1]);
        var counts = new double[edges.Length + 1];
        foreach (double value in sorted) counts[empty.BinOf(value)]++;
        return empty with { Shares = Array.ConvertAll(counts, c => c / sorted.Length) };
    }

    /// <summary>The bin of a value.</summary>
    public int BinOf(double value)
    {
        int bin = 0;
        while (bin < Edges.Count && value >= Edges[bin]) bin++;
        return bin;
    }
}
