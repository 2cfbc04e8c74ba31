using DrumAI.Catalogue.Queries;

namespace DrumAI.Studio.Map;

/// <summary>How a measure is laid along an axis.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="IsLogarithmic">Equal ratios take equal room.</param>
/// <param name="Least">Smaller values are drawn here.</param>
/// <param name="Most">Greater values are drawn here.</param>
internal sealed record MapScale(SampleOrder Measure, string Unit, bool IsLogarithmic, double Least, double Most)
{
    /// <summary>All measures that can be an axis. Timbral models answer from 0 to 100.</summary>
    public static IReadOnlyList<MapScale> All { get; } =
    [
        new(SampleOrder.Length, "s", IsLogarithmic: true, 0.02, 20),
        new(SampleOrder.Level, "dB", IsLogarithmic: false, -60, 0),
        new(SampleOrder.Attack, "s", IsLogarithmic: true, 0.0001, 1),
        new(SampleOrder.Confidence, "", IsLogarithmic: false, 0, 1),
        .. Enum.GetValues<SampleOrder>().Where(o => o >= SampleOrder.Hardness).Select(o => new MapScale(o, "", IsLogarithmic: false, 0, 100)),
    ];

    /// <summary>The scale of a measure.</summary>
    public static MapScale Of(SampleOrder measure) => All.First(s => s.Measure == measure);

    /// <summary>The part of the scale that a library fills: from its first to its 99th percentile, with a margin, within the scale's own ends.</summary>
    public (double Least, double Most) Fit(double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite).Order()];
        if (known.Length == 0) return (Least, Most);
        double low = known[known.Length / 100], high = known[known.Length - 1 - known.Length / 100];
        if (IsLogarithmic) (low, high) = (low / 1.15, high * 1.15);
        else (low, high) = (low - 0.04 * (high - low), high + 0.04 * (high - low));
        (low, high) = (Math.Clamp(low, Least, Most), Math.Clamp(high, Least, Most));
        return high - low > 1e-6 ? (low, high) : (Least, Most);
    }
}
