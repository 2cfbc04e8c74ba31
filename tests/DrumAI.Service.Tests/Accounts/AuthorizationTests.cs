using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Accounts;

/// <summary>Who may do what: every endpoint there is stands in the matrix.</summary>
public abstract class AuthorizationTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task MatrixHasEveryEndpoint()
    {
        using var document = JsonDocument.Parse(await Service.Http.GetStringAsync("openapi/v1.json", Cancellation));
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"));

        Assert.Equal(ApiMatrix.All.Select(e => $"{e.Method} {e.Path}").Order(), described.Order());
    }

    [Fact]
    public async Task WhatNeedsAnAccountIsRefusedWithoutOneAndTheRestIsNot()
    {
        foreach (var (method, path, needsAccount) in ApiMatrix.All)
        {
            foreach (string? token in new[] { null, "forged", "drumai-" + new string('A', 43), "drumai-" + new string('A', 4000), "' OR 1=1 --" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{hash}", new string('0', 64), StringComparison.Ordinal));
                if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
                using var response = await Service.Http.SendAsync(request, Cancellation);
                Assert.True(
                    needsAccount == (response.StatusCode == HttpStatusCode.Unauthorized), $"{method} {path} with {token ?? "no token"}: {response.StatusCode}");
                Assert.True((int)response.StatusCode < 500, $"{method} {path}: {response.StatusCode}");
                if (!needsAccount) continue;
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
                Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
            }
        }
    }

    [Fact]
    public async Task TokenOfAnErasedAccountIsWorthNothing()
    {
        var user = await Service.CreateUserAsync();
        await user.Client.DeleteUserAsync(Cancellation);

        foreach (var (method, path, _) in ApiMatrix.All.Where(e => e.NeedsAccount))
        {
            using var response = await user.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    /// <summary>Another replica may still remember an account when it is erased here; what it then writes is refused by the database itself.</summary>
    [Fact]
    public async Task AccountErasedElsewhereWritesNothing()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        await using var replica = await own.StartReplicaAsync();
        var user = await own.CreateUserAsync();
        using var there = new HttpClient { BaseAddress = replica.Address };
        there.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.Account.Token);
        var client = new DrumAI.Client.DrumServiceClient(there, user.Account.Token);
        await client.GetUserAsync(Cancellation);

        await user.Client.DeleteUserAsync(Cancellation);

        var refusal = await Assert.ThrowsAsync<DrumAI.Client.ServiceException>(
            () => client.CorrectAsync(MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick"), Cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Status);
        await using var context = own.Database.CreateContext();
        Assert.Empty(context.ClassVotes);
        Assert.Empty(context.Samples);
    }

    [Fact]
    public async Task TokensAreStoredAsHashesAlone()
    {
        var user = await Service.CreateUserAsync();
        await using var context = Service.Database.CreateContext();
        var row = context.Users.Single(u => u.PublicId == user.Account.Id);

        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(user.Account.Token)), row.TokenHash);
    }

    [Fact]
    public async Task AccountsFromOnePlaceAreLimited()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { AccountsPerHour = 3 });
        for (int i = 1; i <= 3; i++) await own.CreateUserAsync($"198.51.100.{i}");

        using var http = own.CreateHttp("198.51.100.200");
        using var refused = await http.PostAsync("users", null, Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        await own.CreateUserAsync("198.51.101.1");
    }

    /// <summary>Or everybody would make accounts from as many places as they like to name.</summary>
    [Fact]
    public async Task WhereARequestComesFromIsBelievedOfNobodyButTheProxiesNamed()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { AccountsPerHour = 3, TrustedProxies = ["192.0.2.1", "203.0.113.0/24"] });
        for (int i = 1; i <= 3; i++) await own.CreateUserAsync($"198.51.{i}.1");

        using var http = own.CreateHttp("198.51.200.1");
        using var refused = await http.PostAsync("users", null, Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : AuthorizationTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : AuthorizationTests(hosts, server, DatabaseKind.Postgres);
}
