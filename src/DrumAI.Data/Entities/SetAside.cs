namespace DrumAI.Data.Entities;

/// <summary>A submission that was not believed: its features are not kept, only that it came, from whom and why it was set aside.</summary>
public sealed class SetAside
{
    /// <summary>Identifies the row.</summary>
    public long Id { get; init; }

    /// <summary>Who submitted it.</summary>
    public long UserId { get; init; }

    /// <summary>The 32 bytes of the fingerprint that it named.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}
