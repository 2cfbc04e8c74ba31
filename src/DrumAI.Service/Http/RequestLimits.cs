using System.Net;
using System.Threading.RateLimiting;
using DrumAI.Service.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;

namespace DrumAI.Service.Http;

/// <summary>How often and how long anybody may ask.</summary>
internal static class RequestLimits
{
    /// <summary>Limits requests by address and by token, each of which has to let a request through.</summary>
    public static void Configure(RateLimiterOptions limiter, ServiceOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, IPAddress>(http =>
                RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress ?? IPAddress.Loopback, _ => Bucket(options))),
            PartitionedRateLimiter.Create<HttpContext, string>(http =>
                TokenOf(http) is { } token
                    ? RateLimitPartition.GetTokenBucketLimiter(token, _ => Bucket(options))
                    : RateLimitPartition.GetNoLimiter("")));
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromSeconds(1);
            ProblemWriter.SetRetryAfter(rejected.HttpContext.Response, wait);
            await Results.Problem(
                statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests",
                detail: "More requests came from this address or with this token than the service takes.").ExecuteAsync(rejected.HttpContext);
        };
    }

    /// <summary>The longest that a request may take.</summary>
    public static RequestTimeoutPolicy Timeout(ServiceOptions options) => new()
    {
        Timeout = options.RequestTimeout,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = async http =>
        {
            ProblemWriter.SetRetryAfter(http.Response, TimeSpan.FromSeconds(5));
            await Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "Too slow", detail: "The request took too long.").ExecuteAsync(http);
        },
    };

    /// <summary>Believes these proxies, and nobody else, when they say for whom they ask, and whether it was asked over HTTPS.</summary>
    /// <exception cref="ArgumentException">One is neither an address nor a network.</exception>
    public static void Trust(ForwardedHeadersOptions forwarded, IReadOnlyList<string> proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (string proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network)) forwarded.KnownIPNetworks.Add(network);
            else throw new ArgumentException($"{proxy} is neither an address nor a network.", nameof(proxies));
        }
    }

    private static TokenBucketRateLimiterOptions Bucket(ServiceOptions options) => new()
    {
        TokenLimit = options.RequestsPerMinute,
        TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(options.RequestsPerMinute >= 60 ? 1 : 60.0 / options.RequestsPerMinute),
        QueueLimit = 0,
    };

    /// <summary>The hash of the token, whether it is known or not: tokens themselves are kept nowhere.</summary>
    private static string? TokenOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is { Length: > 7 } header && AccessToken.HashOf(header[7..].Trim()) is { } hash
            ? Convert.ToHexString(hash)
            : null;
}
