namespace DrumAI.Service.Consensus;

/// <summary>The votes on one sound while they are being changed.</summary>
internal sealed class SoundVotes(long sampleId)
{
    private readonly Dictionary<long, VoteState> byUser = [];

    public long SampleId { get; } = sampleId;

    /// <summary>What the model says.</summary>
    public ModelVote? Model { get; set; }

    /// <summary>Every user's last word.</summary>
    public IReadOnlyCollection<VoteState> All => byUser.Values;

    /// <summary>The verdict has to be found again.</summary>
    public bool IsStale { get; set; }

    public void Load(VoteState vote) => byUser[vote.UserId] = vote;

    /// <summary>Takes a user's word out, as if it had never been.</summary>
    public void Forget(long userId) => IsStale |= byUser.Remove(userId);

    /// <summary>Takes a user's word.</summary>
    /// <returns>Whether it is another than before.</returns>
    public bool Cast(long userId, long accountBlock, long addressBlock, int classId, int? subclassId, DateTimeOffset at)
    {
        if (byUser.TryGetValue(userId, out var vote))
        {
            // Whoever says the class again without a sub-class takes back nothing.
            if (vote.ClassId == classId && (subclassId is null || vote.SubclassId == subclassId)) return false;
            vote.ClassId = classId;
            vote.SubclassId = subclassId;
            vote.AddressBlock = addressBlock;
            vote.VotedAt = at;
            vote.IsChanged = true;
        }
        else
        {
            byUser[userId] = new VoteState(userId, accountBlock)
            {
                ClassId = classId,
                SubclassId = subclassId,
                AddressBlock = addressBlock,
                VotedAt = at,
                CreditedVoteId = classId,
                IsNew = true,
            };
        }

        IsStale = true;
        return true;
    }
}
