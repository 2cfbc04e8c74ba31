using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumAI.Audio;

/// <summary>Sums of products of short stretches of amplitudes and filters: many a sound, so that each must cost hardly more than its multiplications.</summary>
internal static class InnerProduct
{
    /// <summary>What the length of a stretch must be a multiple of.</summary>
    public const int Granularity = 32;

    /// <summary>The sum of x[i] y[i].</summary>
    /// <param name="x">As many numbers as <paramref name="y"/> has.</param>
    /// <param name="y">A multiple of <see cref="Granularity"/> numbers.</param>
    public static float Of(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y[..x.Length]);
        // Two sums at a time, so that one addition need not wait for the other.
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> even = default, odd = default;
            for (nuint i = 0; i < (nuint)x.Length; i += 32)
            {
                even = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref a, i), Vector512.LoadUnsafe(ref b, i), even);
                odd = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref a, i + 16), Vector512.LoadUnsafe(ref b, i + 16), odd);
            }

            return Vector512.Sum(even + odd);
        }
        else
        {
            Vector<float> even = default, odd = default;
            nuint lanes = (nuint)Vector<float>.Count;
            for (nuint i = 0; i < (nuint)x.Length; i += 2 * lanes)
            {
                even = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref a, i), Vector.LoadUnsafe(ref b, i), even);
                odd = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref a, i + lanes), Vector.LoadUnsafe(ref b, i + lanes), odd);
            }

            return Vector.Sum(even + odd);
        }
    }
}
