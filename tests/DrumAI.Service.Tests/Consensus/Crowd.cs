using DrumAI.Service.Consensus;

namespace DrumAI.Service.Tests.Consensus;

/// <summary>Made-up users who vote on made-up sounds whose class is known, and the consensus on them, vote by vote as the service does it.</summary>
internal sealed class Crowd
{
    public const int ClassCount = 28;
    public const int WrongLabel = 3;
    private readonly Random random;
    private readonly Dictionary<long, VoterCounts> records = [];
    private readonly VoteWeighing weighing;
    private readonly ConsensusOptions options;
    private readonly HashSet<long> changed = [];

    public Crowd(int seed, int soundCount, ConsensusOptions? options = null)
    {
        random = new Random(seed);
        this.options = options ?? ConsensusOptions.Default;
        weighing = new VoteWeighing(new LabelConsensus(this.options, ClassCount, [.. Enumerable.Range(0, ClassCount).Select(c => Subclasses(c))]));
        Truth = [.. Enumerable.Range(0, soundCount).Select(_ => (int)(ClassCount * Math.Pow(random.NextDouble(), 2)))];
        Sounds = [.. Truth.Select((_, s) => new SoundVotes(s) { Model = Guess(s) })];
        Verdicts = new Verdict[soundCount];
        Array.Fill(Verdicts, Verdict.Open);
    }

    /// <summary>The class of each sound.</summary>
    public int[] Truth { get; }

    public SoundVotes[] Sounds { get; }

    public Verdict[] Verdicts { get; private set; }

    public Random Random => random;

    /// <summary>Somebody who means well: right as often as they are accurate, and otherwise mostly off by one class that sounds alike.</summary>
    public int Honest(int sound, double accuracy)
    {
        if (random.NextDouble() < accuracy) return Truth[sound];
        return random.NextDouble() < 0.5 ? (Truth[sound] + 1) % ClassCount : random.Next(ClassCount);
    }

    /// <summary>Casts a vote, from a block of the user's own unless one is given.</summary>
    public void Cast(long user, int sound, int voted, int? subclass = null, long? block = null)
    {
        Sounds[sound].Cast(user, block ?? user, block ?? user, voted, subclass, DateTimeOffset.UnixEpoch);
        Weigh(sound);
    }

    /// <summary>Weighs every sound once more, as the service does in the background.</summary>
    public void Sweep()
    {
        for (int s = 0; s < Sounds.Length; s++) Weigh(s);
    }

    /// <summary>Share of voted sounds that are decided, and share of the decided ones that are right.</summary>
    public (double Decided, double Right) Score(Func<int, bool>? where = null)
    {
        int[] voted = [.. Enumerable.Range(0, Sounds.Length).Where(s => Sounds[s].All.Count > 0 && (where?.Invoke(s) ?? true))];
        int[] decided = [.. voted.Where(s => Verdicts[s].Class is not null)];
        return ((double)decided.Length / voted.Length, (double)decided.Count(s => Verdicts[s].Class == Truth[s]) / decided.Length);
    }

    /// <summary>The same for plain majority: the class with most votes, if one has most.</summary>
    public (double Decided, double Right) ScoreMajority()
    {
        int voted = 0, decided = 0, right = 0;
        for (int s = 0; s < Sounds.Length; s++)
        {
            if (Sounds[s].All.Count == 0) continue;
            voted++;
            var counts = Sounds[s].All.GroupBy(v => v.ClassId).Select(g => (Class: g.Key, Count: g.Count())).OrderByDescending(g => g.Count).ToList();
            if (counts[0].Count < 2 || (counts.Count > 1 && counts[1].Count == counts[0].Count)) continue;
            decided++;
            if (counts[0].Class == Truth[s]) right++;
        }

        return ((double)decided / voted, (double)right / decided);
    }

    private static IReadOnlyList<int> Subclasses(int drumClass) => drumClass < 4 ? [drumClass * 3, drumClass * 3 + 1, drumClass * 3 + 2] : [];

    /// <summary>A model that is right in four of five cases, and surer where it is.</summary>
    private ModelVote Guess(int sound) => random.NextDouble() < 0.8
        ? new ModelVote(Truth[sound], 0.6 + 0.4 * random.NextDouble())
        : new ModelVote(random.Next(ClassCount), 0.3 + 0.6 * random.NextDouble());

    private void Weigh(int sound)
    {
        bool isFounding = records.Values.Count(r => r.Total >= options.MinRecord) < options.EstablishedCommunity;
        Verdicts[sound] = weighing.Weigh(Sounds[sound], records, isFounding, changed);
    }
}
