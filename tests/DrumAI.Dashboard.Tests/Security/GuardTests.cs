using System.Net;
using DrumAI.Dashboard.Tests.Hosting;
using DrumAI.Data;

namespace DrumAI.Dashboard.Tests.Security;

public sealed class GuardTests(DashboardHosts hosts, PostgresServer server) : DashboardTests(hosts, server, DatabaseKind.Sqlite)
{
    [Theory]
    [InlineData("GET", "/dashboard")]
    [InlineData("GET", "/dashboard/map/points")]
    [InlineData("POST", "/login")]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/_blazor?id=1")]
    public async Task AnotherOriginIsRefusedWhateverItsCookies(string method, string path)
    {
        using var admin = await LogInAsync();
        foreach (string origin in new[] { "https://evil.example", "null", "http://127.0.0.1:1", $"https://{Service.Address.Authority}" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add("Origin", origin);
            using var response = await admin.Http.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        using var fetched = new HttpRequestMessage(new HttpMethod(method), path);
        fetched.Headers.Add("Sec-Fetch-Site", "cross-site");
        fetched.Headers.Add("Sec-Fetch-Mode", "no-cors");
        using var refused = await admin.Http.SendAsync(fetched, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task LinkFromElsewhereMayBeFollowed()
    {
        using var stranger = Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        using var response = await stranger.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task PagesSayWhatTheyMayDo()
    {
        using var admin = await LogInAsync();
        foreach (string path in new[] { "/", "/login", "/dashboard", "/dashboard/admins", "/dashboard/map" })
        {
            using var response = await admin.Http.GetAsync(path, Cancellation);
            string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'self'; script-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal(path == "/dashboard/map", policy.Contains("'unsafe-eval'", StringComparison.Ordinal));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
            Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task BehindAProxyThatEndsHttpsCookiesAreSecure()
    {
        using var browser = Open();
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        // Over HTTPS the browser would send the secure cookie back; here it must be told by hand.
        using var page = await browser.Http.GetAsync("/login", Cancellation);
        string cookie = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("drumai-form=", StringComparison.Ordinal));

        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
    }
}
