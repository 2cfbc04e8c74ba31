using System.Net;
using System.Net.Http.Headers;
using DrumAI.Dashboard.Tests.Hosting;
using DrumAI.Data;
using DrumAI.Service.Tests.Accounts;

namespace DrumAI.Dashboard.Tests.Security;

/// <summary>Who may ask for what, of all that the server answers: whoever adds an endpoint adds it here.</summary>
public abstract class AccessTests(DashboardHosts hosts, PostgresServer server, DatabaseKind kind) : DashboardTests(hosts, server, kind)
{
    private static readonly string[] Public =
    [
        "/", "/login", "/health/live", "/health/ready", "/openapi/{documentName}.json", "/scalar/{documentName?}", "/scalar/", "/scalar/favicon.svg",
        "/scalar/scalar.aspnetcore.js", "/scalar/scalar.js",
    ];

    private static readonly string[] ForAdmins =
    [
        "/dashboard", "/dashboard/submissions", "/dashboard/sounds/{Id:long}", "/dashboard/map", "/dashboard/models", "/dashboard/jobs", "/dashboard/monitoring", "/dashboard/storage",
        "/dashboard/history", "/dashboard/admins", "/dashboard/{*Rest}", "/dashboard/map/points", "/dashboard/session",
    ];

    /// <summary>What scripts fetch.</summary>
    private static readonly string[] Data = ["/dashboard/map/points", "/dashboard/session"];

    /// <summary>What an open page talks with; public pages have no need of it.</summary>
    private static readonly string[] Connection = ["/_blazor/negotiate", "/_blazor", "/_blazor/disconnect", "/_blazor/initializers"];

    [Fact]
    public void EveryEndpointHasItsPlace()
    {
        var found = Service.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Where(p => !IsStatic(p)).Distinct().Order(StringComparer.Ordinal).ToList();
        var known = Public.Concat(ForAdmins).Concat(Connection).Concat(ApiMatrix.All.Select(e => e.Path)).Select(p => "/" + p.Trim('/')).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], found.Except(known));
        Assert.Equal([], ForAdmins.Except(found));
    }

    [Fact]
    public async Task WhatIsForAdministratorsIsRefusedToEverybodyElse()
    {
        var user = await Service.CreateUserAsync();
        using var admin = await LogInAsync();
        foreach (string path in ForAdmins.Concat(Connection).Select(Fill))
        {
            foreach (var method in path.StartsWith("/_blazor", StringComparison.Ordinal) ? new[] { HttpMethod.Post, HttpMethod.Get } : [HttpMethod.Get])
            {
                foreach (string? token in new[] { null, user.Account.Token, "forged" })
                {
                    using var request = new HttpRequestMessage(method, path);
                    if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    using var response = await Service.Http.SendAsync(request, Cancellation);
                    Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{method} {path} with {token}: {response.StatusCode}");
                }
            }

            if (path.StartsWith("/_blazor", StringComparison.Ordinal)) continue;
            using var stranger = Open();
            using var sent = await stranger.Http.GetAsync(path, Cancellation);
            if (Data.Contains(path)) Assert.True(sent.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{path}: {sent.StatusCode}");
            else Assert.StartsWith("/login?return=", sent.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
            using var shown = await admin.Http.GetAsync(path, Cancellation);
            Assert.True(shown.IsSuccessStatusCode, $"{path} to an administrator: {shown.StatusCode}");
        }

        using var negotiated = await admin.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, negotiated.StatusCode);
    }

    [Fact]
    public async Task AdministratorsCookieIsNoAccountOfTheApi()
    {
        using var admin = await LogInAsync();
        foreach (var (method, path, _) in ApiMatrix.All.Where(e => e.NeedsAccount))
        {
            using var response = await admin.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task PublicPagesNeedNoConnection()
    {
        string page = await Service.Http.GetStringAsync("/", Cancellation);

        Assert.Contains("figure-value", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web.js", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Blazor:{\"type\":\"server\"", page, StringComparison.Ordinal);
    }

    private static bool IsStatic(string path) => path == "/{**path:file}" || path.StartsWith("/_content/", StringComparison.Ordinal) || path.StartsWith("/_framework/", StringComparison.Ordinal);

    private static string Fill(string path) => path.Replace("{Id:long}", "1", StringComparison.Ordinal).Replace("{*Rest}", "nowhere", StringComparison.Ordinal);

    public sealed class OnSqlite(DashboardHosts hosts, PostgresServer server) : AccessTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(DashboardHosts hosts, PostgresServer server) : AccessTests(hosts, server, DatabaseKind.Postgres);
}
