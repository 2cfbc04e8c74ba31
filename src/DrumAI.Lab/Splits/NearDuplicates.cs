using DrumAI.Identity;

namespace DrumAI.Lab.Splits;

/// <summary>Pairs of sounds whose fingerprints are so near that they count as one sound (<see cref="Fingerprint.SameDistance"/>).</summary>
internal static class NearDuplicates
{
    /// <summary>All pairs, the earlier sound first.</summary>
    public static IReadOnlyList<(int First, int Second, int Distance)> Find(IReadOnlyList<SplitSound> sounds)
    {
        var index = new FingerprintIndex();
        var soundOf = new List<int>();
        for (int i = 0; i < sounds.Count; i++)
        {
            if (sounds[i].Fingerprint is not { } bytes) continue;
            index.Add(Fingerprint.FromBytes(bytes));
            soundOf.Add(i);
        }

        var pairs = new List<(int, int, int)>();
        for (int position = 0; position < soundOf.Count; position++)
            foreach (var match in index.FindAll(index[position], Fingerprint.SameDistance))
                if (match.Position > position) pairs.Add((soundOf[position], soundOf[match.Position], match.Distance));
        return pairs;
    }

    /// <summary>
    /// Which sounds to leave out so that no near-duplicates are in different units: of each such pair the later one, unless one of the two is out already. Within a unit nothing is left
    /// out: strokes of one drum may be that near.
    /// </summary>
    /// <param name="sounds">The sounds.</param>
    /// <param name="pairs">Pairs of near-duplicates.</param>
    /// <param name="unitOf">What stays on one side, by sound: its kit or its group.</param>
    /// <returns>For each sound left out, the one that stays in its stead.</returns>
    public static IReadOnlyDictionary<int, int> LeaveOut(IReadOnlyList<SplitSound> sounds, IReadOnlyList<(int First, int Second, int Distance)> pairs, Func<SplitSound, string> unitOf)
    {
        var left = new Dictionary<int, int>();
        foreach (var (first, second, _) in pairs.OrderBy(p => p.First).ThenBy(p => p.Second))
            if (unitOf(sounds[first]) != unitOf(sounds[second]) && !left.ContainsKey(first)) left.TryAdd(second, first);
        return left;
    }
}
