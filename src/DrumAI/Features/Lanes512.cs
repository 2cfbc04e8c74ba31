using System.Runtime.Intrinsics;

namespace DrumAI.Features;

/// <summary>Sixteen lanes, for processors with AVX-512.</summary>
internal readonly unsafe struct Lanes512(Vector512<float> vector) : ILanes<Lanes512>
{
    private readonly Vector512<float> vector = vector;

    /// <summary>Whether the processor does all of a vector at once.</summary>
    public static bool AreNative => Vector512.IsHardwareAccelerated;

    public static int Count => Vector512<float>.Count;

    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left.vector + right.vector);

    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left.vector - right.vector);

    public static Lanes512 operator *(Lanes512 left, Lanes512 right) => new(left.vector * right.vector);

    public static Lanes512 Broadcast(float value) => new(Vector512.Create(value));

    public static Lanes512 Load(float* source) => new(Vector512.Load(source));

    public static Lanes512 MultiplyAdd(Lanes512 left, Lanes512 right, Lanes512 addend) =>
        new(Vector512.MultiplyAddEstimate(left.vector, right.vector, addend.vector));

    public void Store(float* destination) => vector.Store(destination);
}
