namespace DrumAI.Identity;

/// <summary>
/// Finds copies of a sound among many millions in a fraction of a scan's time: multi-index hashing (M. Norouzi, A. Punjani, D. J. Fleet, "Fast exact
/// search in Hamming space with multi-index hashing", 2014). The bits are cut into one more piece than may differ, so that at least one piece is
/// the same; only fingerprints that share a piece are looked at. Exact: nothing within <see cref="Fingerprint.SameDistance"/> is missed.
/// </summary>
/// <remarks>Any number of threads may use it at once.</remarks>
public sealed class FingerprintBuckets
{
    private const int PieceCount = Fingerprint.SameDistance + 1;

    /// <summary>Bits a piece; the last has those that are left over.</summary>
    private const int PieceBits = Fingerprint.BitCount / PieceCount;

    private readonly FingerprintIndex all = new();
    private readonly Lock access = new();
    private readonly Bucket[][] buckets = [.. Enumerable.Range(0, PieceCount).Select(p => new Bucket[1 << Width(p)])];

    /// <summary>Number of fingerprints.</summary>
    public int Count => all.Count;

    /// <summary>Adds a fingerprint; the same may be added again.</summary>
    /// <returns>Its position: 0 for the first, and so on.</returns>
    public int Add(Fingerprint fingerprint)
    {
        lock (access)
        {
            int position = all.Add(fingerprint);
            for (int p = 0; p < PieceCount; p++) buckets[p][Piece(fingerprint, p)].Add(position);
            return position;
        }
    }

    /// <summary>The nearest fingerprint within <see cref="Fingerprint.SameDistance"/>.</summary>
    /// <returns>The nearest, of equally near ones the first; null where none is near enough.</returns>
    public FingerprintMatch? FindSame(Fingerprint fingerprint)
    {
        lock (access)
        {
            int best = -1, least = Fingerprint.SameDistance + 1;
            for (int p = 0; p < PieceCount; p++)
            {
                foreach (int position in buckets[p][Piece(fingerprint, p)].Positions)
                {
                    int distance = all[position].DistanceTo(fingerprint);
                    if (distance > least || (distance == least && position >= best)) continue;
                    if (distance > Fingerprint.SameDistance) continue;
                    (best, least) = (position, distance);
                }
            }

            return best < 0 ? null : new FingerprintMatch(best, least);
        }
    }

    private static int Width(int piece) => piece == PieceCount - 1 ? Fingerprint.BitCount - PieceBits * (PieceCount - 1) : PieceBits;

    private static int Piece(Fingerprint fingerprint, int piece)
    {
        int first = piece * PieceBits, word = first >> 6, shift = first & 63, width = Width(piece);
        ulong bits = Word(fingerprint, word) >> shift;
        if (shift + width > 64) bits |= Word(fingerprint, word + 1) << (64 - shift);
        return (int)(bits & ((1UL << width) - 1));
    }

    private static ulong Word(Fingerprint fingerprint, int word) => word switch
    {
        0 => fingerprint.Word0,
        1 => fingerprint.Word1,
        2 => fingerprint.Word2,
        _ => fingerprint.Word3,
    };

    private struct Bucket
    {
        private int[]? positions;
        private int count;

        public readonly ReadOnlySpan<int> Positions => positions.AsSpan(0, count);

        public void Add(int position)
        {
            positions ??= new int[4];
            if (count == positions.Length) Array.Resize(ref positions, count * 2);
            positions[count++] = position;
        }
    }
}
