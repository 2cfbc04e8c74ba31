namespace DrumAI.Dashboard.Charts;

/// <summary>Lays values along an axis whose marks are numbers that people like: 1, 2 or 5 times a power of ten.</summary>
internal sealed class ChartScale
{
    private static readonly double[] Liked = [1, 2, 5, 10];

    private ChartScale(double least, double step, int count) => (Least, Step, Marks) = (least, step, [.. Enumerable.Range(0, count + 1).Select(i => least + i * step)]);

    /// <summary>The value at the beginning.</summary>
    public double Least { get; }

    /// <summary>From one mark to the next.</summary>
    public double Step { get; }

    /// <summary>The marks; the first and the last are the ends.</summary>
    public IReadOnlyList<double> Marks { get; }

    /// <summary>The value at the end.</summary>
    public double Most => Marks[^1];

    /// <summary>A scale that holds some values.</summary>
    /// <param name="least">The smallest.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="wanted">About so many spans.</param>
    public static ChartScale Over(double least, double most, int wanted = 4)
    {
        if (!(most > least)) most = least + 1;
        double rough = (most - least) / wanted, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Liked.First(m => m * power >= rough * 0.999) * power;
        double first = Math.Floor(least / step + 1e-9) * step;
        return new ChartScale(first, step, Math.Max(1, (int)Math.Ceiling((most - first) / step - 1e-9)));
    }

    /// <summary>Where a value lies, 0 at the beginning and 1 at the end.</summary>
    public double Place(double value) => (value - Least) / (Most - Least);

    /// <summary>How a mark is written.</summary>
    public string Format => Step >= 1 ? "N0" : "0." + new string('0', (int)Math.Ceiling(-Math.Log10(Step) - 1e-9));
}
