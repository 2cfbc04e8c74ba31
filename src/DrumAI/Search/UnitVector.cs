using System.Numerics.Tensors;

namespace DrumAI.Search;

/// <summary>Vectors made of unit length.</summary>
internal static class UnitVector
{
    /// <summary>Writes a vector's direction; a vector of length zero stays.</summary>
    public static void Of(ReadOnlySpan<float> vector, Span<float> unit)
    {
        // The largest number first: neither the square of a huge one nor that of a tiny one is lost.
        float largest = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0)
        {
            unit.Clear();
            return;
        }

        TensorPrimitives.Divide(vector, largest, unit);
        TensorPrimitives.Divide(unit, TensorPrimitives.Norm<float>(unit), unit);
    }

    public static void Check(ReadOnlySpan<float> vector, int dimension, string parameter)
    {
        if (vector.Length != dimension) throw new ArgumentException($"A vector has {dimension} numbers here, not {vector.Length}.", parameter);
        if (!TensorPrimitives.IsFiniteAll(vector)) throw new ArgumentException("Some numbers of a vector are not finite.", parameter);
    }
}
