namespace DrumAI.Training;

/// <summary>
/// Which sounds a sound may be mixed with while variants are made: only those on its side of every split. A training picture with a test sound in it would be a leak.
/// </summary>
/// <param name="set">The sounds.</param>
/// <param name="seed">Seed of the random split.</param>
internal sealed class Partners(LabelledSet set, int seed)
{
    private readonly HashSet<int> randomTest = [.. TrainingRun.RandomTest(set, seed)];

    /// <summary>For each sound those of its class and sub-class, itself included.</summary>
    public int[][] OfSameKind() => By(i => (set.Sounds[i].Class, set.Sounds[i].Subclass));

    /// <summary>For each sound those of any kind, itself included.</summary>
    public int[][] OfAnyKind() => By(_ => 0);

    private int[][] By<TKind>(Func<int, TKind> kind)
    {
        var lookup = Enumerable.Range(0, set.Sounds.Count).ToLookup(Key);
        return [.. Enumerable.Range(0, set.Sounds.Count).Select(i => lookup[Key(i)].ToArray())];

        (TKind, int Fold, bool Test) Key(int i) => (kind(i), set.Sounds[i].Fold, randomTest.Contains(i));
    }
}
