using Microsoft.AspNetCore.Http;

namespace DrumAI.Studio.Security;

/// <summary>
/// Lets through what comes from the Studio's own pages, and nothing else. A page of another origin can make a browser send requests here: by the name
/// of a host that was made to point at this machine (told by <c>Host</c>), by fetch, form or WebSocket (told by <c>Origin</c>), or as picture, sound or
/// script (told by <c>Sec-Fetch-Site</c>).
/// </summary>
internal sealed class LoopbackGuard(RequestDelegate next)
{
    /// <summary>
    /// What the pages may load and do. WebGL's drawing library makes functions from text, hence 'unsafe-eval'; components set styles, hence
    /// 'unsafe-inline' for those alone.
    /// </summary>
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        if (Refusal(context.Request) is { } refusal)
        {
            context.Response.StatusCode = refusal;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    /// <summary>The status of the answer to a request that is not let through; null for one that is.</summary>
    private static int? Refusal(HttpRequest request)
    {
        if (!IsOwn(request.Host, request.HttpContext.Connection.LocalPort)) return StatusCodes.Status421MisdirectedRequest;
        if (request.Headers.Origin is [{ } origin, ..] && origin != $"http://{request.Host}") return StatusCodes.Status403Forbidden;
        // A link that somebody follows to the Studio is no attack: it changes nothing, and the page that has it sees nothing.
        bool isFollowedLink = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        return (string?)request.Headers["Sec-Fetch-Site"] is null or "same-origin" or "none" || isFollowedLink ? null : StatusCodes.Status403Forbidden;
    }

    private static bool IsOwn(HostString host, int port) => host.Host is "127.0.0.1" or "localhost" && (host.Port ?? 80) == port;
}
