namespace DrumAI.Data.Entities;

/// <summary>An anonymous account: nothing is known of whoever has its token.</summary>
public sealed class User
{
    /// <summary>Identifies the account in this database.</summary>
    public long Id { get; init; }

    /// <summary>What the account is told that it is called.</summary>
    public Guid PublicId { get; init; }

    /// <summary>SHA-256 of the token, 32 bytes. The token itself is not kept.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>
    /// A keyed hash of the block of addresses from which it was made: accounts of one block count as one voter. No address can be read from it
    /// without the key.
    /// </summary>
    public long AddressBlock { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
