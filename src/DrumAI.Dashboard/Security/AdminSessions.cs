using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DrumAI.Data;
using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Security;

/// <summary>
/// Who is logged in, in the database: so all replicas know, a logout ends a session wherever its cookie has got to, and a session ends by itself when
/// it is not used, and in any case after some hours.
/// </summary>
internal sealed class AdminSessions(DrumDatabase database, TimeProvider time)
{
    /// <summary>A session that is not used for so long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>No session lasts longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan Resolution = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session, and ends the one that the same browser had.</summary>
    /// <returns>What the cookie is to hold.</returns>
    public async Task<string> BeginAsync(Admin admin, string? former, CancellationToken cancellation)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await using var context = database.CreateContext();
        byte[] formerId = IdOf(former ?? "");
        var (unused, old) = (now - Idle, now - Longest);
        await context.AdminSessions.Where(s => s.Id == formerId || s.SeenAt < unused || s.BegunAt < old).ExecuteDeleteAsync(cancellation);
        context.AdminSessions.Add(new AdminSession { Id = IdOf(token), AdminId = admin.Id, SecurityStamp = admin.SecurityStamp!, BegunAt = now, SeenAt = now });
        await context.SaveChangesAsync(cancellation);
        return token;
    }

    /// <summary>Whose session it is; null where it is none, or none any more.</summary>
    /// <param name="token">What the cookie holds.</param>
    /// <param name="isUse">Somebody does something just now, which keeps the session alive.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Admin?> FindAsync(string token, bool isUse, CancellationToken cancellation)
    {
        byte[] id = IdOf(token);
        var now = time.GetUtcNow();
        await using var context = database.CreateContext();
        var found = await context.AdminSessions.Where(s => s.Id == id)
            .Join(context.Admins, s => s.AdminId, a => a.Id, (session, admin) => new { session, admin }).SingleOrDefaultAsync(cancellation);
        if (found is null || found.session.SecurityStamp != found.admin.SecurityStamp
            || now - found.session.BegunAt >= Longest || now - found.session.SeenAt >= Idle) return null;
        if (isUse && now - found.session.SeenAt >= Resolution)
            await context.AdminSessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), cancellation);
        return found.admin;
    }

    /// <summary>Ends a session.</summary>
    public async Task EndAsync(string token, CancellationToken cancellation)
    {
        byte[] id = IdOf(token);
        await using var context = database.CreateContext();
        await context.AdminSessions.Where(s => s.Id == id).ExecuteDeleteAsync(cancellation);
    }

    private static byte[] IdOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
