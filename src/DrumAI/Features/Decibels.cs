using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>Logarithmic levels.</summary>
internal static class Decibels
{
    /// <summary>Replaces ratios by 10 log10(max(floor, ratio)), none more than a range below the highest.</summary>
    /// <param name="values">Ratios, not negative; receives dB.</param>
    /// <param name="floor">What lower ratios count as.</param>
    /// <param name="rangeDecibels">How far below the highest value the others may lie, in dB.</param>
    public static void FromRatios(Span<double> values, double floor, double rangeDecibels)
    {
        TensorPrimitives.Max(values, floor, values);
        TensorPrimitives.Log10(values, values);
        TensorPrimitives.Multiply(values, 10, values);
        TensorPrimitives.Max(values, TensorPrimitives.Max(values) - rangeDecibels, values);
    }
}
