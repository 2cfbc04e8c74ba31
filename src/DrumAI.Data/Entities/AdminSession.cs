namespace DrumAI.Data.Entities;

/// <summary>An administrator who is logged in with one browser. The browser's cookie counts only as long as this row is here.</summary>
public sealed class AdminSession
{
    /// <summary>SHA-256 of what the cookie holds, 32 bytes: reading the database lets nobody in.</summary>
    public required byte[] Id { get; init; }

    /// <summary>The administrator.</summary>
    public long AdminId { get; init; }

    /// <summary>The administrator's <see cref="Admin.SecurityStamp"/> at the login.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }
}
