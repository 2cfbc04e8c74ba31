using System.Numerics;

namespace DrumAI.Identity;

/// <summary>
/// Finds the fingerprints nearest to one, by Hamming distance, among millions: a straight scan of 32 bytes each, which memory bandwidth bounds
/// (a million are 32 MB). Exact: nothing within the distance is missed.
/// </summary>
/// <remarks>Any number of threads may search while one adds.</remarks>
public sealed class FingerprintIndex
{
    private const int PageShift = 14;
    private const int PageLength = 1 << PageShift;

    private readonly Lock adding = new();
    private volatile Fingerprint[][] pages = [];
    private volatile int count;

    /// <summary>Number of fingerprints.</summary>
    public int Count => count;

    /// <summary>The fingerprint at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Fingerprint this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)count, nameof(position));
            return pages[position >> PageShift][position & (PageLength - 1)];
        }
    }

    /// <summary>Adds a fingerprint; the same may be added again.</summary>
    /// <returns>Its position: 0 for the first, and so on.</returns>
    public int Add(Fingerprint fingerprint)
    {
        lock (adding)
        {
            int position = count;
            if (position >> PageShift == pages.Length) pages = [.. pages, new Fingerprint[PageLength]];
            pages[position >> PageShift][position & (PageLength - 1)] = fingerprint;
            count = position + 1;
            return position;
        }
    }

    /// <summary>The nearest fingerprint.</summary>
    /// <param name="fingerprint">What to look for.</param>
    /// <param name="maxDistance">Differing bits allowed, 0 to 256.</param>
    /// <returns>The nearest, of equally near ones the first; null where none is near enough.</returns>
    public FingerprintMatch? FindNearest(Fingerprint fingerprint, int maxDistance = Fingerprint.SameDistance)
    {
        CheckDistance(maxDistance);
        int best = -1, limit = maxDistance + 1;
        Scan(fingerprint, ref limit, (position, distance) =>
        {
            best = position;
            return distance;
        });
        return best < 0 ? null : new FingerprintMatch(best, limit);
    }

    /// <summary>All fingerprints near enough, the nearest first; equally near ones in the order of their positions.</summary>
    /// <param name="fingerprint">What to look for.</param>
    /// <param name="maxDistance">Differing bits allowed, 0 to 256.</param>
    public IReadOnlyList<FingerprintMatch> FindAll(Fingerprint fingerprint, int maxDistance = Fingerprint.NearDistance)
    {
        CheckDistance(maxDistance);
        var matches = new List<FingerprintMatch>();
        int limit = maxDistance + 1;
        Scan(fingerprint, ref limit, (position, distance) =>
        {
            matches.Add(new FingerprintMatch(position, distance));
            return maxDistance + 1;
        });
        matches.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : a.Position.CompareTo(b.Position));
        return matches;
    }

    private static void CheckDistance(int maxDistance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDistance, Fingerprint.BitCount);
    }

    /// <summary>Calls back for every fingerprint below the limit, which the callback's answer becomes.</summary>
    private void Scan(Fingerprint fingerprint, ref int limit, Func<int, int, int> found)
    {
        int left = count;
        var all = pages;
        for (int page = 0; left > 0; page++, left -= PageLength)
        {
            ReadOnlySpan<Fingerprint> entries = all[page].AsSpan(0, Math.Min(left, PageLength));
            for (int i = 0; i < entries.Length; i++)
            {
                ref readonly var entry = ref entries[i];
                // Half the bits rule out nearly all.
                int distance = BitOperations.PopCount(fingerprint.Word0 ^ entry.Word0) + BitOperations.PopCount(fingerprint.Word1 ^ entry.Word1);
                if (distance >= limit) continue;
                distance += BitOperations.PopCount(fingerprint.Word2 ^ entry.Word2) + BitOperations.PopCount(fingerprint.Word3 ^ entry.Word3);
                if (distance < limit) limit = found((page << PageShift) + i, distance);
            }
        }
    }
}
