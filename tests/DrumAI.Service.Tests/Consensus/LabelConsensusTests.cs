using DrumAI.Service.Consensus;

namespace DrumAI.Service.Tests.Consensus;

public sealed class LabelConsensusTests
{
    private const int Kick = 0, Snare = 1, Gong = 20;
    private static readonly LabelConsensus Consensus = new(ConsensusOptions.Default, Crowd.ClassCount, [.. Enumerable.Range(0, Crowd.ClassCount).Select(c => Subclasses(c))]);
    private static readonly Dictionary<long, VoterCounts> Nobody = [];

    [Fact]
    public void OneUserSettlesNothingHoweverGoodTheirRecord()
    {
        var verdict = Consensus.Decide([Vote(1, Kick)], new ModelVote(Kick, 0.99), Records((1, 500)), isFounding: false);

        Assert.Null(verdict.Class);
        Assert.True(verdict.Confidence > 0.95);
    }

    [Fact]
    public void TwoWithRecordsSettleWhatTheyAgreeOn()
    {
        var verdict = Consensus.Decide([Vote(1, Kick), Vote(2, Kick)], model: null, Records((1, 30), (2, 30)), isFounding: false);

        Assert.Equal((Kick, 2), (verdict.Class, verdict.Voters));
    }

    [Fact]
    public void TieStaysOpen()
    {
        var verdict = Consensus.Decide(
            [Vote(1, Kick), Vote(2, Kick), Vote(3, Snare), Vote(4, Snare)], model: null, Records((1, 30), (2, 30), (3, 30), (4, 30)), isFounding: false);

        Assert.Null(verdict.Class);
        Assert.InRange(verdict.Confidence, 0.4, 0.6);
    }

    [Fact]
    public void OneHostileAccountDoesNotMoveASettledLabel()
    {
        var verdict = Consensus.Decide(
            [Vote(1, Kick), Vote(2, Kick), Vote(3, Gong)], model: null, Records((1, 30), (2, 30), (3, 500)), isFounding: false);

        Assert.NotEqual(Gong, verdict.Class);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FiftyFreshAccountsMoveNothing(bool isSettled)
    {
        var votes = Enumerable.Range(100, 50).Select(u => Vote(u, Gong)).ToList();
        if (isSettled) votes.AddRange([Vote(1, Kick), Vote(2, Kick)]);

        var verdict = Consensus.Decide(votes, model: null, Records((1, 30), (2, 30)), isFounding: false);

        Assert.Equal(isSettled ? Kick : null, verdict.Class);
    }

    [Fact]
    public void FiftyAccountsOfOneBlockAreOneVoterEvenAmongFounders()
    {
        var votes = Enumerable.Range(100, 50).Select(u => new CastVote(u, AccountBlock: 7, AddressBlock: u, Gong, null)).ToList();

        var verdict = Consensus.Decide(votes, model: new ModelVote(Gong, 0.99), Nobody, isFounding: true);

        Assert.Null(verdict.Class);
        Assert.Equal(1, verdict.Voters);
    }

    [Fact]
    public void AccountsOfManyBlocksThatVoteFromOneAreOneVoter()
    {
        var votes = Enumerable.Range(100, 50).Select(u => new CastVote(u, AccountBlock: u, AddressBlock: 7, Gong, null)).ToList();

        Assert.Equal(1, Consensus.Decide(votes, model: null, Nobody, isFounding: true).Voters);
    }

    [Fact]
    public void WhoAlwaysSaysTheSameSaysNothing()
    {
        var parrot = new VoterCounts();
        for (int c = 0; c < Crowd.ClassCount; c++) parrot.Add(c, Gong, 10);
        var records = Records((1, 30));
        records[2] = parrot;

        var alone = Consensus.Decide([Vote(1, Kick)], model: null, records, isFounding: false);
        var against = Consensus.Decide([Vote(1, Kick), Vote(2, Gong)], model: null, records, isFounding: false);

        Assert.Equal(alone.Confidence, against.Confidence, 0.02);
    }

    [Fact]
    public void VoteIsHeldAgainstTheOthersNotAgainstItself()
    {
        var verdict = Consensus.Decide(
            [Vote(1, Kick), Vote(2, Kick), Vote(3, Kick), Vote(4, Gong)], model: null, Records((1, 30), (2, 30), (3, 30), (4, 1)), isFounding: false);

        Assert.All(verdict.Credits, c => Assert.Equal(Kick, c.Class));
        // Without either of the two nobody else vouches for the label.
        Assert.All(Consensus.Decide([Vote(1, Kick), Vote(2, Kick)], null, Records((1, 30), (2, 30)), false).Credits, c => Assert.Null(c.Class));
    }

    [Fact]
    public void SubclassVotesOfOtherClassesDoNotCount()
    {
        const int KickA = 0, KickB = 1, SnareA = 3;
        var records = Records((1, 30), (2, 30), (3, 30), (4, 30));
        var agreed = Consensus.Decide([Vote(1, Kick, KickB), Vote(2, Kick, KickB), Vote(3, Kick), Vote(4, Snare, SnareA)], null, records, false);
        var split = Consensus.Decide([Vote(1, Kick, KickA), Vote(2, Kick, KickB), Vote(3, Kick)], null, records, false);

        Assert.Equal((Kick, KickB), (agreed.Class, agreed.Subclass));
        Assert.Equal((Kick, null), (split.Class, split.Subclass));
    }

    [Fact]
    public void RecordComesBackAsItWent()
    {
        var counts = new VoterCounts();
        counts.Add(3, 3, 0.98);
        counts.Add(3, 7, 0.5);
        counts.Add(9, 9, 1);
        counts.Add(9, 9, -1);

        var read = VoterCounts.FromBytes(counts.ToBytes());

        Assert.Equal((0.98, 0.5, 0, 1.48, 0.98), (Round(read.Of(3, 3)), Round(read.Of(3, 7)), Round(read.Of(9)), Round(read.Total), Round(read.Agreed)));
    }

    private static double Round(double value) => Math.Round(value, 6);

    private static CastVote Vote(long user, int drumClass, int? subclass = null) => new(user, AccountBlock: user, AddressBlock: user, drumClass, subclass);

    /// <summary>Users who agreed with so many settled labels, of all classes, and were wrong on a tenth as many.</summary>
    private static Dictionary<long, VoterCounts> Records(params (long User, double Agreed)[] users)
    {
        var records = new Dictionary<long, VoterCounts>();
        foreach (var (user, agreed) in users)
        {
            var counts = records[user] = new VoterCounts();
            for (int c = 0; c < Crowd.ClassCount; c++)
            {
                counts.Add(c, c, agreed / Crowd.ClassCount);
                counts.Add(c, (c + 5) % Crowd.ClassCount, agreed / Crowd.ClassCount / 10);
            }
        }

        return records;
    }

    private static IReadOnlyList<int> Subclasses(int drumClass) => drumClass < 4 ? [drumClass * 3, drumClass * 3 + 1, drumClass * 3 + 2] : [];
}
