using DrumAI.Classification;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Service.Accounts;
using DrumAI.Service.Administration;
using DrumAI.Service.Corrections;
using DrumAI.Service.Http;
using DrumAI.Service.Monitoring;
using DrumAI.Service.Predictions;
using DrumAI.Service.Registry;
using DrumAI.Service.Retraining;
using DrumAI.Service.Sounds;
using DrumAI.Service.Uploads;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DrumAI.Service;

/// <summary>The shared service: an HTTP server over a database and a model.</summary>
public sealed class DrumService : IAsyncDisposable
{
    private readonly WebApplication application;

    private DrumService(WebApplication application) => this.application = application;

    /// <summary>Where it answers; known once it has started.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What it is made of.</summary>
    internal IServiceProvider Services => application.Services;

    /// <summary>Opens the database and the model, and starts to listen.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="configure">Changes what is registered.</param>
    /// <param name="extension">What it answers beside the API.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DrumService> StartAsync(
        ServiceOptions options, Action<WebApplicationBuilder>? configure = null, ServiceExtension? extension = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        // Loading the network and opening the database take a second each on a small machine; neither waits for the other.
        var loading = Task.Run(
            () =>
            {
                var package = ModelPackage.Read(options.ModelDirectory);
                return (Package: package, Classifier: package.Open());
            },
            cancellation);
        var database = await DrumDatabase.OpenAsync(options.Database, cancellation: cancellation);
        var (shipped, classifier) = await loading;
        SharedState services;
        try
        {
            services = await SharedState.LoadAsync(database, shipped, classifier, options, cancellation);
        }
        catch
        {
            classifier.Dispose();
            await database.DisposeAsync();
            throw;
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = extension is null ? typeof(DrumService).Assembly.GetName().Name : null,
            ContentRootPath = AppContext.BaseDirectory,
        });
        Configure(builder, options, services);
        extension?.Add(builder, options);
        configure?.Invoke(builder);
        var application = builder.Build();
        Use(application, options, extension);
        var service = new DrumService(application);
        try
        {
            await application.StartAsync(cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the service is told to stop, and has stopped: answers are given, and what was taken in is stored.</summary>
    public async Task WaitForShutdownAsync(CancellationToken cancellation)
    {
        await application.WaitForShutdownAsync(cancellation);
    }

    /// <summary>A part of it, for tests.</summary>
    internal T GetService<T>()
        where T : notnull => application.Services.GetRequiredService<T>();

    /// <summary>Stops and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }

    private static void Configure(WebApplicationBuilder builder, ServiceOptions options, SharedState state)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
            kestrel.Limits.MaxRequestBodySize = options.MaxJsonBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.MinUploadRate, options.UploadGrace);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        ServiceLogging.Configure(builder.Logging);
        var services = builder.Services;
        state.AddTo(services);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<KnownAccounts>();
        services.AddSingleton<UploadReader>();
        services.AddSingleton<SoundHearing>();
        services.AddSingleton<VoteLedgerFactory>();
        services.AddSingleton<SampleDecisions>();
        services.AddSingleton<SubmissionReader>();
        services.AddSingleton<SubmissionWriter>();
        services.AddSingleton<SubmissionQueue>();
        services.AddHostedService(s => s.GetRequiredService<SubmissionQueue>());
        services.AddHostedService<Reconsideration>();
        services.AddHostedService<ModelWatch>();
        services.AddSingleton<ActivityCounters>();
        services.AddSingleton<ActivityWriter>();
        services.AddHostedService(s => s.GetRequiredService<ActivityWriter>());
        services.AddSingleton(s => new MonitoringReader(state.Database, state.Models, state.Taxonomy, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AlertWatch>();
        services.AddHostedService(s => s.GetRequiredService<AlertWatch>());
        RetrainingSchedule.Configure(services, options, state.Database);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.AddRouting();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default));
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemWriter>();
        services.AddAuthentication(TokenAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorization(authorization => authorization.AddPolicy(AdminPolicy.Name, policy => policy.RequireRole(AdminPolicy.Role)));
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = RequestLimits.Timeout(options));
        services.AddRateLimiter(limiter => RequestLimits.Configure(limiter, options));
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        ServiceTelemetry.Configure(services);
        ServiceDescription.Configure(services);
        if (options.TrustedProxies.Count > 0) services.Configure<ForwardedHeadersOptions>(forwarded => RequestLimits.Trust(forwarded, options.TrustedProxies));
    }

    private static void Use(WebApplication application, ServiceOptions options, ServiceExtension? extension)
    {
        if (options.TrustedProxies.Count > 0) application.UseForwardedHeaders();
        application.UseMiddleware<RequestLog>();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.UseRouting();
        application.Use((context, next) =>
        {
            ProblemWriter.RememberRoute(context);
            return next(context);
        });
        extension?.Guard(application);
        application.UseRateLimiter();
        application.UseRequestTimeouts();
        application.UseAuthentication();
        application.UseAuthorization();
        PredictionEndpoints.Map(application);
        CorrectionEndpoints.Map(application);
        SampleEndpoints.Map(application);
        AccountEndpoints.Map(application);
        TaxonomyEndpoints.Map(application);
        ModelEndpoints.Map(application);
        HealthEndpoints.Map(application);
        ServiceDescription.Map(application);
        extension?.Map(application);
    }
}
