namespace DrumAI.Service.Tests.Consensus;

/// <summary>What the consensus makes of crowds in which not everybody means well. All draws are seeded; figures go to the test's output.</summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const int SoundCount = 1500;
    private const int UserCount = 200;

    /// <summary>A tenth agree on one wrong label for everything, three tenths vote at random; two votes fewer than six a sound.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LabelsAreRightAlthoughFourTenthsDoNotMeanWell(int seed)
    {
        var crowd = new Crowd(seed, SoundCount);
        Vote(crowd, votesPerSound: 7, (user, sound) => Colludes(user) ? Crowd.WrongLabel : null);

        Report("collude on everything", seed, crowd);
        var (decided, right) = crowd.Score();
        Assert.InRange(decided, 0.8, 1);
        Assert.InRange(right, 0.98, 1);
    }

    /// <summary>The same tenth votes well on most sounds, to be believed, and agrees on a wrong label for every tenth.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void LabelsAreRightAlthoughLiarsMostlyTellTheTruth(int seed)
    {
        var crowd = new Crowd(seed, SoundCount);
        Vote(crowd, votesPerSound: 7, (user, sound) => Colludes(user) && sound % 10 == 0 ? Crowd.WrongLabel : null);

        Report("collude on a tenth, honest elsewhere", seed, crowd);
        var (decided, right) = crowd.Score();
        Assert.InRange(decided, 0.8, 1);
        Assert.InRange(right, 0.98, 1);
    }

    private static bool Colludes(int user) => user % 10 == 0;

    private static bool IsRandom(int user) => user % 10 is 1 or 2 or 3;

    /// <summary>Votes come in no order: some users vote a lot, most little.</summary>
    private static void Vote(Crowd crowd, int votesPerSound, Func<int, int, int?> collude)
    {
        var random = crowd.Random;
        double[] accuracy = [.. Enumerable.Range(0, UserCount).Select(_ => 0.75 + 0.22 * random.NextDouble())];
        double[] eagerness = [.. Enumerable.Range(0, UserCount).Select(_ => Math.Exp(random.NextDouble() * 3))];
        double[] cumulated = new double[UserCount];
        double sum = 0;
        for (int u = 0; u < UserCount; u++) cumulated[u] = sum += eagerness[u];
        for (int v = 0; v < votesPerSound * SoundCount; v++)
        {
            int user = Array.BinarySearch(cumulated, random.NextDouble() * sum);
            user = user < 0 ? ~user : user;
            int sound = random.Next(SoundCount);
            int voted = IsRandom(user) ? random.Next(Crowd.ClassCount) : Colludes(user) && collude(user, sound) is { } wrong ? wrong : crowd.Honest(sound, accuracy[user]);
            crowd.Cast(user, sound, voted);
        }

        crowd.Sweep();
        crowd.Sweep();
    }

    private void Report(string attack, int seed, Crowd crowd)
    {
        var (decided, right) = crowd.Score();
        var (majorityDecided, majorityRight) = crowd.ScoreMajority();
        output.WriteLine($"{attack}, seed {seed}: decided {decided:P1}, right {right:P2}; plain majority: decided {majorityDecided:P1}, right {majorityRight:P2}");
    }
}
