using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Service.Administration;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DrumAI.Dashboard.Security;

/// <summary>Makes and removes administrators. The first one is made by a command, since there is nobody yet who could do it on a page.</summary>
public sealed class AdminAccounts
{
    /// <summary>What an action is called in the audit log.</summary>
    internal const string Added = "admin.add", Removed = "admin.remove", PasswordSet = "admin.password";

    private readonly DrumDatabase database;
    private readonly UserManager<Admin> admins;
    private readonly TimeProvider time;

    internal AdminAccounts(DrumDatabase database, UserManager<Admin> admins, TimeProvider time) => (this.database, this.admins, this.time) = (database, admins, time);

    /// <summary>Does something with the administrators of a database, outside of any service.</summary>
    public static async Task<T> UseAsync<T>(DrumDatabase database, Func<AdminAccounts, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(database).AddSingleton(TimeProvider.System);
        AddIdentity(services);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AdminAccounts>());
    }

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<Admin>> ListAsync()
    {
        await using var context = database.CreateContext();
        return await context.Admins.OrderBy(a => a.NormalizedName).ToListAsync();
    }

    /// <summary>Makes one.</summary>
    /// <param name="name">Letters, digits and <c>-._@+</c>.</param>
    /// <param name="password">At least twelve characters.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>What is wrong with it, for people; nothing where it was made.</returns>
    public async Task<IReadOnlyList<AdminProblem>> AddAsync(string name, string password, string actor)
    {
        var admin = new Admin { Name = name, NormalizedName = "", CreatedAt = time.GetUtcNow() };
        var result = await admins.CreateAsync(admin, password);
        if (result.Succeeded) await NoteAsync(actor, Added, name);
        return Problems(result);
    }

    /// <summary>Gives one another password, lifts a lock, and ends all sessions of that administrator.</summary>
    /// <returns>What is wrong with it, for people; nothing where it was done.</returns>
    public async Task<IReadOnlyList<AdminProblem>> SetPasswordAsync(string name, string password, string actor)
    {
        if (await admins.FindByNameAsync(name) is not { } admin) return Unknown(name);
        foreach (var validator in admins.PasswordValidators)
            if (await validator.ValidateAsync(admins, admin, password) is { Succeeded: false } refused) return Problems(refused);
        await admins.RemovePasswordAsync(admin);
        var result = await admins.AddPasswordAsync(admin, password);
        if (!result.Succeeded) return Problems(result);
        await admins.SetLockoutEndDateAsync(admin, null);
        await admins.ResetAccessFailedCountAsync(admin);
        await NoteAsync(actor, PasswordSet, admin.Name);
        return [];
    }

    /// <summary>Whether this is the password of that administrator.</summary>
    internal async Task<bool> HasPasswordAsync(string name, string password) =>
        await admins.FindByNameAsync(name) is { } admin && await admins.CheckPasswordAsync(admin, password);

    /// <summary>Removes one; what was done by that name stays in the history.</summary>
    /// <returns>What is wrong with it, for people; nothing where it was done.</returns>
    public async Task<IReadOnlyList<AdminProblem>> RemoveAsync(string name, string actor)
    {
        if (await admins.FindByNameAsync(name) is not { } admin) return Unknown(name);
        await admins.DeleteAsync(admin);
        await NoteAsync(actor, Removed, admin.Name);
        return [];
    }

    /// <summary>Registers what this class and the login need.</summary>
    internal static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<Admin>(identity =>
        {
            identity.Password.RequiredLength = 12;
            identity.Password.RequiredUniqueChars = 4;
            // Long ones are good; rules about digits and signs make people write them down.
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        }).AddUserStore<AdminStore>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddScoped(provider => new AdminAccounts(
            provider.GetRequiredService<DrumDatabase>(), provider.GetRequiredService<UserManager<Admin>>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static AdminProblem[] Problems(IdentityResult result) => [.. result.Errors.Select(e => new AdminProblem(e.Code, e.Description))];

    private static AdminProblem[] Unknown(string name) => [new AdminProblem("Unknown", $"There is no administrator called {name}.")];

    private async Task NoteAsync(string actor, string action, string name)
    {
        await using var context = database.CreateContext();
        AuditLog.Add(context, actor, action, name, before: null, after: null, time.GetUtcNow());
        await context.SaveChangesAsync();
    }
}
