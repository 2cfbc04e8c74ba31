namespace DrumAI.Data.Entities;

/// <summary>Somebody who may look at the dashboard and change what is behind it. Has nothing to do with <see cref="User"/>, who votes.</summary>
public sealed class Admin
{
    /// <summary>Identifies the administrator in this database.</summary>
    public long Id { get; init; }

    /// <summary>By what the administrator logs in, as it was written.</summary>
    public required string Name { get; set; }

    /// <summary>The same in capitals; no two share it.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>Hash of the password, with its salt and the number of its rounds.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password; sessions that were begun with another are over.</summary>
    public string? SecurityStamp { get; set; }

    /// <summary>Failed logins in a row.</summary>
    public int FailedCount { get; set; }

    /// <summary>Until when nobody is let in by this name; null where that is open.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
