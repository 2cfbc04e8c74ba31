using System.Numerics;

namespace DrumAI.Features;

/// <summary>As many lanes as <see cref="Vector{T}"/> has: four or eight.</summary>
internal readonly unsafe struct LanesAny(Vector<float> vector) : ILanes<LanesAny>
{
    private readonly Vector<float> vector = vector;

    public static int Count => Vector<float>.Count;

    public static LanesAny operator +(LanesAny left, LanesAny right) => new(left.vector + right.vector);

    public static LanesAny operator -(LanesAny left, LanesAny right) => new(left.vector - right.vector);

    public static LanesAny operator *(LanesAny left, LanesAny right) => new(left.vector * right.vector);

    public static LanesAny Broadcast(float value) => new(new Vector<float>(value));

    public static LanesAny Load(float* source) => new(Vector.Load(source));

    public static LanesAny MultiplyAdd(LanesAny left, LanesAny right, LanesAny addend) =>
        new(Vector.MultiplyAddEstimate(left.vector, right.vector, addend.vector));

    public void Store(float* destination) => vector.Store(destination);
}
