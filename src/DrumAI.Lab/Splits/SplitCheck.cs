namespace DrumAI.Lab.Splits;

/// <summary>What lies on two sides of a split and should not.</summary>
/// <param name="Kits">Kits with sounds on several sides.</param>
/// <param name="Groups">Groups of kin with sounds on several sides; only a split by library promises none.</param>
/// <param name="Duplicates">Pairs of near-duplicates on different sides, by their indices.</param>
internal sealed record SplitCheck(IReadOnlyList<string> Kits, IReadOnlyList<string> Groups, IReadOnlyList<(int First, int Second)> Duplicates)
{
    /// <summary>True where no kit and no near-duplicate sits on both sides.</summary>
    public bool IsClean => Kits.Count == 0 && Duplicates.Count == 0;

    /// <summary>Checks a split.</summary>
    /// <param name="sounds">The sounds.</param>
    /// <param name="sides">Side of each; null is on none.</param>
    /// <param name="pairs">Pairs of near-duplicates.</param>
    public static SplitCheck Of(IReadOnlyList<SplitSound> sounds, IReadOnlyList<int?> sides, IEnumerable<(int First, int Second, int Distance)> pairs) => new(
        Straddling(sounds, sides, s => s.Kit),
        Straddling(sounds, sides, s => s.Group),
        [.. pairs.Where(p => sides[p.First] is { } a && sides[p.Second] is { } b && a != b).Select(p => (p.First, p.Second))]);

    private static string[] Straddling(IReadOnlyList<SplitSound> sounds, IReadOnlyList<int?> sides, Func<SplitSound, string> unitOf) =>
        [.. Enumerable.Range(0, sounds.Count).Where(i => sides[i] is not null).GroupBy(i => unitOf(sounds[i]), StringComparer.Ordinal).Where(g => g.Select(i => sides[i]).Distinct().Count() > 1)
            .Select(g => g.Key).Order(StringComparer.Ordinal)];
}
