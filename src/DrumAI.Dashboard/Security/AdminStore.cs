using DrumAI.Data;
using DrumAI.Data.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Security;

/// <summary>
/// Administrators, as ASP.NET Core Identity asks for them. A table of the service's own database, so that there is one schema, one backup and one set
/// of migrations. Failed logins are counted in the database itself: guesses that come at once, or to several replicas, are all counted.
/// </summary>
internal sealed class AdminStore(DrumDatabase database) : IUserPasswordStore<Admin>, IUserSecurityStampStore<Admin>, IUserLockoutStore<Admin>
{
    public async Task<IdentityResult> CreateAsync(Admin user, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        context.Admins.Add(user);
        await context.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Admin user, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        int count = await context.Admins.Where(a => a.Id == user.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.Name, user.Name)
                .SetProperty(a => a.NormalizedName, user.NormalizedName)
                .SetProperty(a => a.PasswordHash, user.PasswordHash)
                .SetProperty(a => a.SecurityStamp, user.SecurityStamp)
                .SetProperty(a => a.LockedUntil, user.LockedUntil),
            cancellationToken);
        return count == 1 ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "Gone", Description = "The administrator was removed meanwhile." });
    }

    public async Task<IdentityResult> DeleteAsync(Admin user, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        await context.Admins.Where(a => a.Id == user.Id).ExecuteDeleteAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<Admin?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!long.TryParse(userId, out long id)) return null;
        await using var context = database.CreateContext();
        return await context.Admins.SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
    }

    public async Task<Admin?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Admins.SingleOrDefaultAsync(a => a.NormalizedName == normalizedUserName, cancellationToken);
    }

    public async Task<int> IncrementAccessFailedCountAsync(Admin user, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        await context.Admins.Where(a => a.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedCount, a => a.FailedCount + 1), cancellationToken);
        return user.FailedCount = await context.Admins.Where(a => a.Id == user.Id).Select(a => a.FailedCount).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task ResetAccessFailedCountAsync(Admin user, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        await context.Admins.Where(a => a.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedCount, 0), cancellationToken);
        user.FailedCount = 0;
    }

    public Task<int> GetAccessFailedCountAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Admin user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Admin user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return Task.CompletedTask;
    }

    public Task<string> GetUserIdAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(Admin user, string? userName, CancellationToken cancellationToken)
    {
        user.Name = userName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(Admin user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedName = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Admin user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Admin user, CancellationToken cancellationToken) => Task.FromResult(user.SecurityStamp);

    public Task SetSecurityStampAsync(Admin user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // Contexts are made and closed by each call.
    }
}
