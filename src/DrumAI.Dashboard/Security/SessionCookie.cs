using System.Globalization;
using System.Security.Claims;
using DrumAI.Data.Entities;
using DrumAI.Service.Administration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DrumAI.Dashboard.Security;

/// <summary>The cookie by which a browser names its session. It says nothing that counts by itself: each request asks the session's row.</summary>
internal sealed class SessionCookie(AdminSessions sessions) : CookieAuthenticationEvents
{
    /// <summary>Where somebody logs in.</summary>
    public const string LoginPath = "/login";

    private const string TokenClaim = "session";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "drumai-admin";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = AdminSessions.Longest;
        options.SlidingExpiration = false;
        options.LoginPath = LoginPath;
        options.ReturnUrlParameter = "return";
        options.EventsType = typeof(SessionCookie);
    }

    /// <summary>What a session is called by; null for who has none.</summary>
    public static string? TokenOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(TokenClaim);

    /// <summary>Begins a session and gives it to the browser; a session that it had is over.</summary>
    public static async Task SignInAsync(HttpContext http, Admin admin)
    {
        var former = (await http.AuthenticateAsync(AdminPolicy.Scheme)).Principal;
        string token = await http.RequestServices.GetRequiredService<AdminSessions>().BeginAsync(admin, TokenOf(former), http.RequestAborted);
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, admin.Id.ToString(CultureInfo.InvariantCulture)),
                new Claim(ClaimTypes.Name, admin.Name),
                new Claim(ClaimTypes.Role, AdminPolicy.Role),
                new Claim(TokenClaim, token),
            ],
            AdminPolicy.Scheme);
        await http.SignInAsync(AdminPolicy.Scheme, new ClaimsPrincipal(identity));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (TokenOf(context.Principal) is { } token && await sessions.FindAsync(token, isUse: true, context.HttpContext.RequestAborted) is not null) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AdminPolicy.Scheme);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (DashboardGuard.IsVisit(context.Request)) return base.RedirectToLogin(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
