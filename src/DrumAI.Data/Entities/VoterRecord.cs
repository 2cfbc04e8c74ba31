namespace DrumAI.Data.Entities;

/// <summary>How a user's votes compare with settled labels: what the consensus knows of the user's competence.</summary>
public sealed class VoterRecord
{
    /// <summary>The user.</summary>
    public long UserId { get; init; }

    /// <summary>Settled sounds that the user voted on, each weighing as much as its label is sure.</summary>
    public float Total { get; set; }

    /// <summary>
    /// Of those, how many were of one class and voted another: triples of class, voted class (int32 each) and weight (float32), little-endian.
    /// </summary>
    public required byte[] Counts { get; set; }
}
