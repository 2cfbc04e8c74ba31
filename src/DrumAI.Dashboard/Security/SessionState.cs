using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace DrumAI.Dashboard.Security;

/// <summary>Looks now and then whether an open page's session is still one; a page may stay open for days, its connection with it.</summary>
internal sealed class SessionState(ILoggerFactory loggers, AdminSessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    /// <summary>The name of whoever is logged in, asked of the database just now: before anything is changed.</summary>
    /// <exception cref="SessionOverException">Nobody is, any more.</exception>
    public async Task<string> RequireAsync()
    {
        var state = await GetAuthenticationStateAsync();
        if (await FindAsync(state.User, CancellationToken.None) is { } name) return name;
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        throw new SessionOverException();
    }

    /// <summary>Ends the session.</summary>
    public async Task EndAsync()
    {
        var state = await GetAuthenticationStateAsync();
        if (SessionCookie.TokenOf(state.User) is { } token) await sessions.EndAsync(token, CancellationToken.None);
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await FindAsync(authenticationState.User, cancellationToken) is not null;

    private async Task<string?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation) =>
        SessionCookie.TokenOf(user) is { } token ? (await sessions.FindAsync(token, isUse: false, cancellation))?.Name : null;
}
