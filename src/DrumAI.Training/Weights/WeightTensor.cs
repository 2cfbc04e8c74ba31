namespace DrumAI.Training.Weights;

/// <summary>Numbers of a trained network, as a file holds them.</summary>
/// <param name="Shape">Dimensions; none for a scalar.</param>
/// <param name="Values">The elements, the last dimension running fastest.</param>
public sealed record WeightTensor(int[] Shape, float[] Values)
{
    /// <summary>Elements that a shape holds.</summary>
    /// <exception cref="InvalidDataException">A dimension is negative, or they are too many to be true.</exception>
    public static int CountOf(IEnumerable<int> shape)
    {
        long count = 1;
        foreach (int dimension in shape)
        {
            if (dimension < 0 || (count *= dimension) > int.MaxValue) throw new InvalidDataException("A tensor claims a shape that cannot be.");
        }

        return (int)count;
    }

    /// <summary>The same elements with their dimensions in another order: dimension i of the result is dimension <c>order[i]</c> of this.</summary>
    public WeightTensor Transpose(params int[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        int[] shape = [.. order.Select(o => Shape[o])];
        int[] strides = new int[Shape.Length];
        for (int d = Shape.Length - 1, stride = 1; d >= 0; stride *= Shape[d--]) strides[d] = stride;
        int[] steps = [.. order.Select(o => strides[o])], at = new int[shape.Length];
        var values = new float[Values.Length];
        for (int i = 0, source = 0; i < values.Length; i++)
        {
            values[i] = Values[source];
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                source += steps[d];
                if (++at[d] < shape[d]) break;
                source -= steps[d] * shape[d];
                at[d] = 0;
            }
        }

        return new WeightTensor(shape, values);
    }

    /// <summary>The same elements in another shape of as many.</summary>
    public WeightTensor Reshape(params int[] shape) => CountOf(shape) == Values.Length
        ? this with { Shape = shape }
        : throw new ArgumentException($"{Values.Length} elements do not fill [{string.Join(", ", shape)}].", nameof(shape));
}
