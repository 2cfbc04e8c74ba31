using DrumAI.Service.Administration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;

namespace DrumAI.Dashboard.Security;

/// <summary>
/// Keeps other sites out of the dashboard, and tells browsers what its pages may do. What a page elsewhere makes a browser send bears that page's
/// origin: it is refused for everything that an administrator may do and for the pages' own connection, whatever cookies come with it.
/// </summary>
internal sealed class DashboardGuard(RequestDelegate next)
{
    /// <summary>The one page whose drawing library makes functions from text.</summary>
    public const string MapPage = "/dashboard/map";

    private const string Rest =
        "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";

    private const string StrictPolicy = "default-src 'self'; script-src 'self'" + Rest;
    private const string MapPolicy = "default-src 'self'; script-src 'self' 'unsafe-eval'" + Rest;

    /// <summary>Whether somebody goes to a page, rather than a script asking for something.</summary>
    public static bool IsVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/_blazor") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        bool isPage = endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        bool isOurs = isPage || context.Request.Path.StartsWithSegments("/_blazor")
            || endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy == AdminPolicy.Name) == true;
        if (isOurs && IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        SetHeaders(context, isOurs);
        return next(context);
    }

    /// <summary>Another site's page made the browser ask. Links that somebody follows are none of that: they change nothing, and bear no cookie.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers.Origin is [{ } origin, ..] && origin != $"{request.Scheme}://{request.Host}") return true;
        bool isVisit = IsVisit(request) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        return (string?)request.Headers["Sec-Fetch-Site"] is not (null or "same-origin" or "none") && !isVisit;
    }

    private static void SetHeaders(HttpContext context, bool isOurs)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Were it none at all, browsers would not say the origin of our own forms either.
        headers["Referrer-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        if (!isOurs) return;
        headers.ContentSecurityPolicy = context.Request.Path == MapPage ? MapPolicy : StrictPolicy;
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
    }
}
