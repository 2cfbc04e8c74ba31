using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data.Backups;

/// <summary>How the last attempt at a backup ended; the database keeps it, for whoever looks after the service.</summary>
public sealed record LastBackup
{
    private const string Setting = "backup.last";

    /// <summary>When the attempt ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>When the last one that succeeded ended; null where none did.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>The file's name, of the last one that succeeded.</summary>
    public string? File { get; init; }

    /// <summary>Its length.</summary>
    public long Bytes { get; init; }

    /// <summary>Rows in it.</summary>
    public long Rows { get; init; }

    /// <summary>How it was checked.</summary>
    public BackupCheck Check { get; init; }

    /// <summary>How long it took, check included.</summary>
    public double Seconds { get; init; }

    /// <summary>Reads it; null where there never was a backup.</summary>
    public static async Task<LastBackup?> ReadAsync(DrumDataContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await context.Settings.Where(s => s.Name == Setting).Select(s => s.Value).SingleOrDefaultAsync(cancellation) is { } bytes
            ? JsonSerializer.Deserialize<LastBackup>(bytes)
            : null;
    }

    /// <summary>Writes it down.</summary>
    public async Task WriteAsync(DrumDataContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        byte[] value = JsonSerializer.SerializeToUtf8Bytes(this);
        await context.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Settings" ("Name", "Value") VALUES ({Setting}, {value}) ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value" """, cancellation);
    }
}
