using DrumAI.Data.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace DrumAI.Dashboard.Security;

/// <summary>
/// Checks names and passwords. Whoever fails is not told why: unknown names cost the same time as known ones, and a name that is locked answers as any
/// other. Few are checked at once, since each costs a processor some tenths of a second.
/// </summary>
internal sealed partial class AdminLogin(UserManager<Admin> admins, IPasswordHasher<Admin> hasher, ILogger<AdminLogin> log)
{
    private static readonly SemaphoreSlim Turns = new(2);
    private static readonly Admin Nobody = new() { Name = "", NormalizedName = "" };
    private static readonly Lock Making = new();
    private static string? nobodysHash;

    /// <summary>Who has this name and password; null for nobody.</summary>
    public async Task<Admin?> CheckAsync(string name, string password, CancellationToken cancellation)
    {
        await Turns.WaitAsync(cancellation);
        try
        {
            var admin = await admins.FindByNameAsync(name);
            if (admin is null || await admins.IsLockedOutAsync(admin))
            {
                hasher.VerifyHashedPassword(Nobody, NobodysHash(), password);
                if (admin is not null) LogLocked(log, admin.Id);
                return null;
            }

            if (await admins.CheckPasswordAsync(admin, password))
            {
                await admins.ResetAccessFailedCountAsync(admin);
                return admin;
            }

            await admins.AccessFailedAsync(admin);
            LogFailed(log, admin.Id);
            return null;
        }
        finally
        {
            Turns.Release();
        }
    }

    private string NobodysHash()
    {
        lock (Making) return nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Login of administrator {Id} failed")]
    private static partial void LogFailed(ILogger logger, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Login of administrator {Id} refused: locked after too many failures")]
    private static partial void LogLocked(ILogger logger, long id);
}
