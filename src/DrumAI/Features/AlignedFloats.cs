using System.Runtime.CompilerServices;

namespace DrumAI.Features;

/// <summary>Floats at an address that stays, a multiple of 64: whole vectors then never straddle two lines of the cache.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int Alignment = 64;

    private readonly float[] memory;

    /// <param name="length">Number of floats, all 0 at first.</param>
    public AlignedFloats(int length)
    {
        memory = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        First = (float*)(((nuint)Unsafe.AsPointer(ref memory[0]) + Alignment - 1) & ~(nuint)(Alignment - 1));
        Length = length;
    }

    /// <summary>The first float; valid as long as this object is.</summary>
    public float* First { get; }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats.</summary>
    public Span<float> Span => new(First, Length);
}
