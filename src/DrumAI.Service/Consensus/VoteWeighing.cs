namespace DrumAI.Service.Consensus;

/// <summary>
/// One step of Dawid and Skene's estimation, for one sound: its contribution is taken out of the voters' records, its votes are weighed by what
/// remains, and the new contribution is put in. Sound after sound this is incremental EM (R. M. Neal, G. E. Hinton, 1998), so that a vote costs as
/// much as the votes on its sound, whatever else there is.
/// </summary>
internal sealed class VoteWeighing(LabelConsensus consensus)
{
    /// <summary>Changes of a credit below this are not worth a row.</summary>
    private const float CreditStep = 0.02f;

    /// <summary>Weighs the votes on a sound.</summary>
    /// <param name="sound">The sound; its votes learn what they are credited.</param>
    /// <param name="records">The records of all its voters; who is missing gets one.</param>
    /// <param name="isFounding">Too few accounts have a record for newcomers to be kept within limits.</param>
    /// <param name="changed">Receives the users whose records changed.</param>
    /// <param name="decided">The class that an administrator decided on: all votes are held against it. Null where nobody did.</param>
    public Verdict Weigh(SoundVotes sound, Dictionary<long, VoterCounts> records, bool isFounding, ISet<long> changed, int? decided = null)
    {
        VoteState[] votes = [.. sound.All];
        foreach (var vote in votes)
            if (vote.CreditedClassId is { } credited) RecordOf(vote.UserId, records).Add(credited, vote.CreditedVoteId, -vote.Credit);
        var verdict = consensus.Decide(
            [.. votes.Select(v => new CastVote(v.UserId, v.AccountBlock, v.AddressBlock, v.ClassId, v.SubclassId))], sound.Model, records, isFounding);
        for (int i = 0; i < votes.Length; i++)
        {
            var (vote, credit) = (votes[i], decided is null ? verdict.Credits[i] : new VoteCredit(decided, 1));
            var record = RecordOf(vote.UserId, records);
            if (credit.Class != vote.CreditedClassId || vote.ClassId != vote.CreditedVoteId || Math.Abs(credit.Weight - vote.Credit) >= CreditStep)
            {
                vote.CreditedClassId = credit.Class;
                vote.Credit = (float)credit.Weight;
                vote.CreditedVoteId = vote.ClassId;
                vote.IsChanged = true;
                changed.Add(vote.UserId);
            }

            if (vote.CreditedClassId is { } credited) record.Add(credited, vote.CreditedVoteId, vote.Credit);
        }

        return verdict;
    }

    private static VoterCounts RecordOf(long userId, Dictionary<long, VoterCounts> records)
    {
        if (!records.TryGetValue(userId, out var record)) records[userId] = record = new VoterCounts();
        return record;
    }
}
