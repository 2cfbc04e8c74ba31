namespace DrumAI.Training;

/// <summary>One network to train: what it learns from, and what it is asked about afterwards.</summary>
/// <param name="Name">Names its files: the protocol, the fold, the member of the ensemble.</param>
/// <param name="Protocol">How its test sounds were chosen.</param>
/// <param name="Fold">Fold that was held out; 0 where there are no folds.</param>
/// <param name="Member">Member of the ensemble, from 1.</param>
/// <param name="Training">Indices of the sounds to learn from.</param>
/// <param name="Validation">Indices of the sounds watched for early stopping, never learnt from.</param>
/// <param name="Test">Indices of the sounds to predict.</param>
public sealed record TrainingRun(
    string Name, Protocol Protocol, int Fold, int Member, IReadOnlyList<int> Training, IReadOnlyList<int> Validation, IReadOnlyList<int> Test)
{
    private const double RandomTestShare = 0.2;
    private const double ValidationShare = 0.05;

    /// <summary>All runs of a protocol.</summary>
    /// <param name="set">The labelled sounds.</param>
    /// <param name="protocol">By library a run a fold and member; otherwise a run a member.</param>
    /// <param name="options">The number of members, the seed, and whether sounds are set aside for early stopping.</param>
    public static IReadOnlyList<TrainingRun> Plan(LabelledSet set, Protocol protocol, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        var tests = protocol switch
        {
            Protocol.ByLibrary => set.Sounds.Select((s, i) => (s.Fold, i)).GroupBy(p => p.Fold, p => p.i).OrderBy(g => g.Key).Select(g => (g.Key, Test: g.ToArray())),
            Protocol.Random => [(0, RandomTest(set, options.Seed))],
            _ => [(0, Array.Empty<int>())],
        };
        return [.. tests.SelectMany(t => Enumerable.Range(1, options.Members).Select(member => Make(set, protocol, t.Item1, t.Test, member, options)))];
    }

    private static TrainingRun Make(LabelledSet set, Protocol protocol, int fold, int[] test, int member, TrainingOptions options)
    {
        var held = test.ToHashSet();
        int[] rest = [.. Enumerable.Range(0, set.Sounds.Count).Where(i => !held.Contains(i))];
        int[] validation = options.Patience > 0 ? WholeGroups(set, rest, options.Seed) : [];
        string name = protocol == Protocol.ByLibrary ? $"library-{fold}-{member}" : protocol == Protocol.Random ? $"random-{member}" : $"ship-{member}";
        return new TrainingRun(name, protocol, fold, member, [.. rest.Except(validation)], validation, test);
    }

    /// <summary>The 2021 report's split: a fifth of every class, whatever library it is from.</summary>
    internal static int[] RandomTest(LabelledSet set, int seed)
    {
        var random = new Random(seed);
        return [.. set.Sounds.Select((s, i) => (s.Class, i)).GroupBy(p => p.Class, p => p.i).OrderBy(g => g.Key).SelectMany(group =>
        {
            var shuffled = group.ToArray();
            random.Shuffle(shuffled);
            return shuffled.Take((int)Math.Round(shuffled.Length * RandomTestShare));
        }).Order()];
    }

    /// <summary>Libraries drawn at random until a twentieth of the sounds are theirs.</summary>
    private static int[] WholeGroups(LabelledSet set, int[] sounds, int seed)
    {
        var random = new Random(seed);
        var groups = sounds.GroupBy(i => set.Sounds[i].Group).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        random.Shuffle(groups);
        var chosen = new List<int>();
        foreach (var group in groups)
            if (chosen.Count + group.Length <= sounds.Length * ValidationShare) chosen.AddRange(group);
        return [.. chosen];
    }
}
