namespace DrumAI.Training.Weights;

/// <summary>Where the numbers of a tensor lie.</summary>
/// <param name="Kind">PyTorch's name of the kind of numbers, such as <c>FloatStorage</c>.</param>
/// <param name="Key">Name of the storage's file in the archive.</param>
internal sealed record PickledStorage(string Kind, string Key)
{
    /// <summary>Bytes of a number; 0 for kinds that are no weights, such as counters.</summary>
    public int ElementSize => Kind switch
    {
        "FloatStorage" => sizeof(float),
        "DoubleStorage" => sizeof(double),
        "HalfStorage" => 2,
        _ => 0,
    };
}
