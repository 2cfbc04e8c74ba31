using System.Net;
using System.Threading.RateLimiting;
using DrumAI.Components;
using DrumAI.Dashboard.Components;
using DrumAI.Dashboard.Localisation;
using DrumAI.Dashboard.Map;
using DrumAI.Dashboard.Models;
using DrumAI.Dashboard.Security;
using DrumAI.Dashboard.Statistics;
using DrumAI.Dashboard.Storage;
using DrumAI.Dashboard.Submissions;
using DrumAI.Data;
using DrumAI.Service;
using DrumAI.Service.Accounts;
using DrumAI.Service.Administration;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

namespace DrumAI.Dashboard;

/// <summary>The service's pages: public statistics, and behind a login all that an administrator looks at and decides.</summary>
public sealed class DashboardExtension : ServiceExtension
{
    /// <summary>Limits how often anybody tries to log in.</summary>
    internal const string LoginLimit = "login";

    /// <summary>Logins that one block of addresses may try within five minutes.</summary>
    internal const int LoginsPerPeriod = 10;

    /// <inheritdoc/>
    public override void Add(WebApplicationBuilder builder, ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        AdminAccounts.AddIdentity(services);
        services.AddSingleton<AdminSessions>().AddScoped<AdminLogin>().AddScoped<SessionCookie>().AddScoped<SessionState>();
        services.AddScoped<AuthenticationStateProvider>(provider => provider.GetRequiredService<SessionState>());
        services.AddAuthentication().AddCookie(AdminPolicy.Scheme, SessionCookie.Configure);
        services.Configure<AuthorizationOptions>(authorization => authorization.AddPolicy(
            AdminPolicy.Name, policy => policy.AddAuthenticationSchemes(AdminPolicy.Scheme).RequireRole(AdminPolicy.Role)));
        services.AddCascadingAuthenticationState();
        services.AddDataProtection().SetApplicationName("DrumAI");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new SharedKeys(provider.GetRequiredService<DrumDatabase>())));
        services.AddAntiforgery(Protect);
        services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy(LoginLimit, LimitLogins));
        services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitMaxRetained = 20);
        services.AddMudServices();
        services.AddDrumAIComponents();
        services.AddHttpContextAccessor();
        services.AddScoped<Texts>().AddScoped<PageLook>().AddScoped<PageScript>();
        services.AddSingleton<StatisticsReader>().AddSingleton<AttentionReader>();
        services.AddSingleton<SubmissionList>().AddSingleton<SoundReader>();
        services.AddSingleton<MapSource>();
        services.AddSingleton<ModelReader>().AddSingleton<ModelSwitch>();
        services.AddSingleton<StorageReader>();
    }

    /// <inheritdoc/>
    public override void Guard(WebApplication application)
    {
        application.UseMiddleware<DashboardGuard>();
        application.UseMiddleware<LanguageChoice>();
    }

    /// <inheritdoc/>
    public override void Map(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        application.UseAntiforgery();
        application.MapStaticAssets().DisableRateLimiting();
        application.MapMap();
        // Whoever moves and types keeps the session alive; the cookie's own check does the rest.
        application.MapGet("/dashboard/session", () => TypedResults.NoContent()).RequireAuthorization(AdminPolicy.Name).ExcludeFromDescription();
        application.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null).Add(RequireAdmin);
    }

    /// <summary>Pages say themselves who may see them; all that belongs to their connection is for administrators, since public pages need none.</summary>
    private static void RequireAdmin(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any()) endpoint.Metadata.Add(new AuthorizeAttribute(AdminPolicy.Name));
    }

    private static void Protect(AntiforgeryOptions antiforgery)
    {
        antiforgery.Cookie.Name = "drumai-form";
        antiforgery.Cookie.HttpOnly = true;
        antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        antiforgery.SuppressXFrameOptionsHeader = true;
    }

    private static RateLimitPartition<long> LimitLogins(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                http.RequestServices.GetRequiredService<AddressBlocks>().Of(http.Connection.RemoteIpAddress ?? IPAddress.Loopback),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = LoginsPerPeriod, Window = TimeSpan.FromMinutes(5), QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(0L);
}
