namespace DrumAI.Service.Consensus;

/// <summary>What has been said for each class, in nats. Votes can be taken out again, so that each is seen against the others.</summary>
internal sealed class Tally(int classCount, double newcomersLimit, double[] prior)
{
    private readonly double[] established = new double[classCount];
    private readonly double[] newcomers = new double[classCount];
    private readonly int[] voters = new int[classCount];
    private readonly double[] sums = new double[classCount];

    /// <summary>Adds a vote, or takes it out.</summary>
    /// <param name="term">What it says for each class.</param>
    /// <param name="isNew">Its voter has no record.</param>
    /// <param name="voted">The class voted for.</param>
    /// <param name="sign">1 or -1.</param>
    public void Add(double[] term, bool isNew, int voted, int sign)
    {
        var target = isNew ? newcomers : established;
        for (int c = 0; c < classCount; c++) target[c] += sign * term[c];
        voters[voted] += sign;
    }

    /// <summary>Voters for a class.</summary>
    public int VotersFor(int voted) => voters[voted];

    /// <summary>The likeliest class and its probability.</summary>
    public (int Best, double Confidence) Likeliest()
    {
        int best = 0;
        for (int c = 0; c < classCount; c++)
        {
            sums[c] = prior[c] + established[c] + Math.Min(newcomers[c], newcomersLimit);
            if (sums[c] > sums[best]) best = c;
        }

        double all = 0;
        for (int c = 0; c < classCount; c++) all += Math.Exp(sums[c] - sums[best]);
        return (best, 1 / all);
    }
}
