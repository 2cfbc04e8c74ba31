using System.Runtime.InteropServices;

namespace DrumAI.Classification;

/// <summary>
/// Floats at an address that is a multiple of 64. Vectorised sums peel what comes before such an address, so that sums over memory that
/// lies anywhere differ in their last bits from run to run; over memory that always lies like this they never do.
/// </summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const nuint Alignment = 64;
    private float* memory;

    /// <param name="length">Number of floats, 1 or more.</param>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);
        Length = length;
    }

    ~AlignedBuffer() => Free();

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats; not to be used after disposal.</summary>
    public Span<float> Span => new(memory, Length);

    /// <summary>Where they lie.</summary>
    public nint Address => (nint)memory;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
    }
}
