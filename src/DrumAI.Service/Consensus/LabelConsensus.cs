using DrumAI.Identity;

namespace DrumAI.Service.Consensus;

/// <summary>
/// The consensus on one sound: a pure function of its votes, the model's prediction and the voters' records. Each vote counts by the confusion
/// matrix of its voter (A. P. Dawid, A. M. Skene, "Maximum likelihood estimation of observer error-rates using the EM algorithm", 1979), of which
/// this is the E step; <see cref="VoterCounts"/> holds what the M step adds up.
/// </summary>
/// <remarks>
/// <para>A voter's matrix is shrunk twice, so that little evidence says little: each class towards the voter's accuracy over all classes, and that
/// towards what is expected of anybody. What is wrong is spread evenly over the other classes. Whoever always says the same thing thus comes to say
/// nothing.</para>
/// <para>The votes of one address block count once, as that of the member with the longest record. A vote without a record weighs a fraction, and all
/// such votes for a class together weigh no more than a limit, which is below what settles a label: so no number of new accounts moves anything. While
/// nobody has a record this does not hold, since somebody has to begin.</para>
/// </remarks>
/// <param name="options">How votes are weighed.</param>
/// <param name="classCount">Classes of the taxonomy.</param>
/// <param name="subclassesOf">Indices of the sub-classes of each class.</param>
public sealed class LabelConsensus(ConsensusOptions options, int classCount, IReadOnlyList<IReadOnlyList<int>> subclassesOf)
{
    private static readonly VoterCounts NoRecord = new();

    /// <summary>Weighs the votes on a sound.</summary>
    /// <param name="votes">The last word of each user.</param>
    /// <param name="model">What the model says; null where it was not asked.</param>
    /// <param name="records">The voters' records, without what this sound contributes to them; who is missing has none.</param>
    /// <param name="isFounding">Too few accounts have a record for newcomers to be kept within limits.</param>
    public Verdict Decide(IReadOnlyList<CastVote> votes, ModelVote? model, IReadOnlyDictionary<long, VoterCounts> records, bool isFounding)
    {
        if (votes.Count == 0) return Verdict.Open;
        var speakers = Independent(votes, records);
        var terms = new double[speakers.Count][];
        var isNew = new bool[speakers.Count];
        for (int s = 0; s < speakers.Count; s++)
        {
            var record = RecordOf(votes[speakers[s]], records);
            isNew[s] = !isFounding && record.Total < options.MinRecord;
            terms[s] = Term(votes[speakers[s]].Class, record, isFounding);
        }

        var tally = new Tally(classCount, options.NewcomersLimit, Prior(model));
        for (int s = 0; s < speakers.Count; s++) tally.Add(terms[s], isNew[s], votes[speakers[s]].Class, 1);
        var (best, confidence) = tally.Likeliest();
        int voters = tally.VotersFor(best);
        bool isSettled = confidence >= options.SettleAt && voters >= options.MinVoters;
        var credits = new VoteCredit[votes.Count];
        for (int s = 0; s < speakers.Count; s++)
        {
            tally.Add(terms[s], isNew[s], votes[speakers[s]].Class, -1);
            var (others, sure) = tally.Likeliest();
            bool isSure = sure >= options.SettleAt && tally.VotersFor(others) >= options.MinVoters;
            credits[speakers[s]] = isSure ? new VoteCredit(others, sure) : default;
            tally.Add(terms[s], isNew[s], votes[speakers[s]].Class, 1);
        }

        int? subclass = isSettled ? SettleSubclass(best, votes, speakers, records, isFounding) : null;
        return new Verdict(isSettled ? best : null, subclass, confidence, voters, credits);
    }

    /// <summary>Of all votes that share a block the one whose voter has the longest record, of equals the oldest account.</summary>
    private static List<int> Independent(IReadOnlyList<CastVote> votes, IReadOnlyDictionary<long, VoterCounts> records)
    {
        var firstOf = new Dictionary<long, int>(votes.Count);
        var groups = new DisjointSets(votes.Count);
        for (int v = 0; v < votes.Count; v++)
        {
            Join(votes[v].AccountBlock, v);
            Join(votes[v].AddressBlock, v);
        }

        var speakerOf = new Dictionary<int, int>(votes.Count);
        for (int v = 0; v < votes.Count; v++)
        {
            int group = groups.Find(v);
            if (!speakerOf.TryGetValue(group, out int other) || Speaks(votes[v], votes[other], records)) speakerOf[group] = v;
        }

        return [.. speakerOf.Values.Order()];

        void Join(long block, int vote)
        {
            if (!firstOf.TryAdd(block, vote)) groups.Join(firstOf[block], vote);
        }
    }

    private static bool Speaks(CastVote vote, CastVote other, IReadOnlyDictionary<long, VoterCounts> records)
    {
        double own = RecordOf(vote, records).Total, others = RecordOf(other, records).Total;
        return own > others || own == others && vote.UserId < other.UserId;
    }

    private static VoterCounts RecordOf(CastVote vote, IReadOnlyDictionary<long, VoterCounts> records) => records.GetValueOrDefault(vote.UserId, NoRecord);

    /// <summary>Every class is equally likely before anybody has spoken but the model, whose word is tempered.</summary>
    private double[] Prior(ModelVote? model)
    {
        var prior = new double[classCount];
        if (model is not { } said) return prior;
        double confidence = Math.Clamp(said.Confidence, 1.0 / classCount, 0.99);
        prior[said.Class] = options.ModelWeight * Math.Log(confidence / ((1 - confidence) / (classCount - 1)));
        return prior;
    }

    /// <summary>What a vote adds to each class: weight times the log-probability of the vote were the class true, less that of the unlikeliest class.</summary>
    private double[] Term(int voted, VoterCounts record, bool isFounding)
    {
        double accuracy = (record.Agreed + options.PriorStrength * options.PriorAccuracy) / (record.Total + options.PriorStrength);
        double floor = isFounding ? options.FounderWeight : options.NewcomerWeight;
        double weight = floor + (1 - floor) * record.Total / (record.Total + options.RecordForHalf);
        var term = new double[classCount];
        double least = double.PositiveInfinity;
        for (int c = 0; c < classCount; c++)
        {
            double expected = c == voted ? accuracy : (1 - accuracy) / (classCount - 1);
            double probability = (record.Of(c, voted) + options.ClassStrength * expected) / (record.Of(c) + options.ClassStrength);
            term[c] = weight * Math.Log(probability);
            least = Math.Min(least, term[c]);
        }

        for (int c = 0; c < classCount; c++) term[c] -= least;
        return term;
    }

    /// <summary>Sub-class votes are conditional on the class: only those who voted for it have a say, each by their accuracy over all classes.</summary>
    private int? SettleSubclass(
        int settled, IReadOnlyList<CastVote> votes, List<int> speakers, IReadOnlyDictionary<long, VoterCounts> records, bool isFounding)
    {
        var candidates = subclassesOf[settled];
        if (candidates.Count == 0) return null;
        var sums = new double[candidates.Count];
        var voters = new int[candidates.Count];
        foreach (var vote in speakers.Select(s => votes[s]))
        {
            if (vote.Class != settled || vote.Subclass is not { } subclass) continue;
            int index = IndexOf(candidates, subclass);
            if (index < 0) continue;
            var record = RecordOf(vote, records);
            double accuracy = (record.Agreed + options.PriorStrength * options.PriorAccuracy) / (record.Total + options.PriorStrength);
            double floor = isFounding ? options.FounderWeight : options.NewcomerWeight;
            double weight = floor + (1 - floor) * record.Total / (record.Total + options.RecordForHalf);
            double wrong = (1 - accuracy) / Math.Max(1, candidates.Count - 1);
            sums[index] += weight * Math.Max(0, Math.Log(accuracy / wrong));
            voters[index]++;
        }

        int best = 0;
        for (int i = 1; i < sums.Length; i++)
            if (sums[i] > sums[best]) best = i;
        double confidence = 1 / sums.Sum(s => Math.Exp(s - sums[best]));
        return confidence >= options.SettleSubclassAt && voters[best] >= options.MinVoters ? candidates[best] : null;
    }

    private static int IndexOf(IReadOnlyList<int> candidates, int subclass)
    {
        for (int i = 0; i < candidates.Count; i++)
            if (candidates[i] == subclass) return i;
        return -1;
    }
}
