using System.Globalization;
using System.Net.Http.Headers;
using DrumAI.Client;
using DrumAI.Data;
using Microsoft.AspNetCore.Builder;

namespace DrumAI.Service.Tests.Hosting;

/// <summary>A service on a database of its own, asked over HTTP as anybody would.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private static int addressCount;
    private readonly TestModel model;
    private readonly TestDatabase place;
    private readonly DrumService service;
    private readonly ServiceOptions options;
    private readonly ServiceExtension? extension;

    private RunningService(TestModel model, TestDatabase place, DrumService service, ServiceOptions options, ServiceExtension? extension, DrumDatabase database)
    {
        this.options = options;
        this.extension = extension;
        this.model = model;
        this.place = place;
        this.service = service;
        Database = database;
        Http = CreateHttp(NewAddress());
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => service.Address;

    /// <summary>A client without an account.</summary>
    public HttpClient Http { get; }

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => service.Services;

    /// <summary>The database beneath, to look into.</summary>
    public DrumDatabase Database { get; }

    /// <summary>Starts one; the running test is skipped where the database cannot be had.</summary>
    public static async Task<RunningService> StartAsync(
        DatabaseKind kind, PostgresServer server, Func<ServiceOptions, ServiceOptions>? change = null, ServiceExtension? extension = null,
        Action<WebApplicationBuilder>? configure = null)
    {
        var place = await TestDatabase.CreateAsync(kind, server);
        var model = new TestModel();
        var options = new ServiceOptions
        {
            Database = place.ConnectionString,
            Port = 0,
            ModelDirectory = model.Path,
            TrustedProxies = ["127.0.0.1"],
            RequestsPerMinute = 1_000_000,
        };
        options = change?.Invoke(options) ?? options;
        var service = await DrumService.StartAsync(options, configure, extension, TestContext.Current.CancellationToken);
        return new RunningService(model, place, service, options, extension, await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: TestContext.Current.CancellationToken));
    }

    /// <summary>A part of the service, to ask it what is not asked over HTTP.</summary>
    internal T Get<T>()
        where T : notnull => service.GetService<T>();

    /// <summary>Starts another service on the same database.</summary>
    public Task<DrumService> StartReplicaAsync() => DrumService.StartAsync(options, extension: extension, cancellation: TestContext.Current.CancellationToken);

    /// <summary>An address in a block that nobody else has.</summary>
    public static string NewAddress()
    {
        int number = Interlocked.Increment(ref addressCount);
        return string.Create(CultureInfo.InvariantCulture, $"20.{number >> 8}.{number & 255}.7");
    }

    /// <summary>A client that asks from an address.</summary>
    public HttpClient CreateHttp(string address)
    {
        var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return http;
    }

    /// <summary>A client with a new account, from an address of its own unless one is given.</summary>
    public async Task<TestUser> CreateUserAsync(string? address = null)
    {
        var http = CreateHttp(address ?? NewAddress());
        var user = await new DrumServiceClient(http).CreateUserAsync(TestContext.Current.CancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.Token);
        return new TestUser(http, user);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await service.DisposeAsync();
        await Database.DisposeAsync();
        place.Dispose();
        model.Dispose();
    }
}
