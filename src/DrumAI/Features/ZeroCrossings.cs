using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumAI.Features;

/// <summary>
/// Zero-crossing rate: in frames of 2048 every 512, centred, the number of sign changes between neighbours over 2048. Amplitudes of at most
/// 1e-10 count as zero, and zero as positive; the sound's ends are continued by repetition, which adds no crossing.
/// </summary>
/// <remarks>Works on one bit an amplitude, 64 to the word.</remarks>
internal sealed class ZeroCrossings
{
    private const int FrameLength = 2048;
    private const int HopLength = 512;
    private const int WordBits = 64;
    private const float Threshold = 1e-10f;

    /// <summary>Bit n: the sign of amplitude n differs from that of n - 1.</summary>
    private readonly ulong[] changes;

    /// <summary>Changes in all words before each.</summary>
    private readonly int[] countsBefore;

    /// <param name="length">Amplitudes of every signal: a multiple of 64.</param>
    public ZeroCrossings(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(length % WordBits, 0);
        changes = new ulong[length / WordBits];
        countsBefore = new int[changes.Length + 1];
    }

    /// <summary>Writes the rates of the frames centred on 0, 512, 1024, ...</summary>
    public void Compute(ReadOnlySpan<float> signal, Span<double> rates)
    {
        ref float first = ref MemoryMarshal.GetReference(signal[..(changes.Length * WordBits)]);
        var threshold = Vector512.Create(-Threshold);
        ulong before = signal[0] < -Threshold ? 1ul : 0;
        for (int word = 0; word < changes.Length; word++)
        {
            ulong negative = 0;
            for (int part = 0; part < WordBits; part += 16)
            {
                var below = Vector512.LessThan(Vector512.LoadUnsafe(ref first, (nuint)(word * WordBits + part)), threshold);
                negative |= below.ExtractMostSignificantBits() << part;
            }

            changes[word] = negative ^ (negative << 1 | before);
            before = negative >> (WordBits - 1);
            countsBefore[word + 1] = countsBefore[word] + BitOperations.PopCount(changes[word]);
        }

        for (int frame = 0; frame < rates.Length; frame++)
        {
            int start = (frame * HopLength - FrameLength / 2) / WordBits, end = Math.Min(start + FrameLength / WordBits, changes.Length);
            // The pair at a frame's first amplitude reaches out of the frame.
            int count = start < 0 ? countsBefore[end] : countsBefore[end] - countsBefore[start] - (int)(changes[start] & 1);
            rates[frame] = (double)count / FrameLength;
        }
    }
}
