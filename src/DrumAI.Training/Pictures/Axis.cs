namespace DrumAI.Training.Pictures;

/// <summary>A stretch of numbers laid along a stretch of pixels.</summary>
/// <param name="Low">Number at <paramref name="From"/>.</param>
/// <param name="High">Number at <paramref name="To"/>, above <paramref name="Low"/>.</param>
/// <param name="From">Pixel of the low end.</param>
/// <param name="To">Pixel of the high end.</param>
internal sealed record Axis(double Low, double High, float From, float To)
{
    /// <summary>An axis from the lowest to the highest of some numbers, opened a little where they are all one.</summary>
    public static Axis Over(IReadOnlyCollection<double> values, float from, float to)
    {
        double low = values.Count == 0 ? 0 : values.Min(), high = values.Count == 0 ? 1 : values.Max();
        return high > low ? new Axis(low, high, from, to) : new Axis(low - 0.5, high + 0.5, from, to);
    }

    /// <summary>The pixel of a number.</summary>
    public float At(double value) => (float)(From + ((value - Low) / (High - Low) * (To - From)));

    /// <summary>Round numbers within the axis, about as many as asked for: multiples of 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<double> Ticks(int about = 6)
    {
        double rough = (High - Low) / about;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough <= 1.001 * power ? 1 : rough <= 2.002 * power ? 2 : rough <= 5.005 * power ? 5 : 10);
        for (double k = Math.Ceiling((Low / step) - 1e-9); k * step <= High + (step * 1e-9); k++) yield return (k * step) + 0.0; // never a negative zero
    }
}
