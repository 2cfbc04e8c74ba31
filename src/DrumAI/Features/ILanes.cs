namespace DrumAI.Features;

/// <summary>
/// A vector of single-precision numbers, of whatever width serves the processor best. Code that treats all lanes alike is written once on this, and
/// compiled for each width.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Consecutive numbers, at any address.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>left x right + addend, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Writes the numbers, to any address.</summary>
    void Store(float* destination);
}
