using System.Net;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Search;
using DrumAI.Classification;
using DrumAI.Components;
using DrumAI.Studio.Commands;
using DrumAI.Studio.Components;
using DrumAI.Studio.Library;
using DrumAI.Studio.Localisation;
using DrumAI.Studio.Map;
using DrumAI.Studio.Models;
using DrumAI.Studio.Security;
using DrumAI.Studio.Settings;
using DrumAI.Studio.Sharing;
using DrumAI.Studio.Sounds;
using DrumAI.Studio.Workspace;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;

namespace DrumAI.Studio;

/// <summary>The Studio while it runs: a web server on the loopback address, on one catalogue.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    /// <summary>Open pages get so long to say good-bye.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1.5);

    private readonly WebApplication application;

    private StudioServer(WebApplication application) => this.application = application;

    /// <summary>Where it answers: <c>http://127.0.0.1:N</c>.</summary>
    public string Address => application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    /// <summary>Opens the catalogue, adds the folders, and answers from then on. Importing goes on in the background.</summary>
    /// <exception cref="CatalogueException">The catalogue cannot be opened, or a folder is not there.</exception>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<StudioServer> StartAsync(StudioOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Checked().Port);
        });
        // Standard output is the program's, not the log's.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services, options);

        var application = builder.Build();
        try
        {
            AddFolders(application.Services, options.Folders);
            Map(application);
            await application.StartAsync(cancellation);
            return new StudioServer(application);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops importing, says good-bye to open pages, and lets go of the catalogue.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, StudioOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => SampleCatalogue.Open(options.DataFolder));
        services.AddSingleton<ModelInUse>().AddSingleton<ModelUpdates>();
        services.AddSingleton(provider => new SampleList(provider.GetRequiredService<SampleCatalogue>()));
        services.AddSingleton(provider => new LibrarySearch(provider.GetRequiredService<SampleCatalogue>(), provider.GetRequiredService<SampleList>()));
        services.AddSingleton<LibraryImporter>();
        services.AddHostedService(provider => provider.GetRequiredService<LibraryImporter>());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new LibraryEdits(provider.GetRequiredService<SampleCatalogue>()));
        services.AddSingleton(provider => new OwnClasses(provider.GetRequiredService<SampleCatalogue>()));
        services.AddSingleton<LibraryChanges>().AddSingleton<ClassSource>().AddSingleton<SuggestionSource>().AddSingleton<SimilarSounds>().AddSingleton<SoundFinder>();
        services.AddSingleton<SoundSource>().AddSingleton<PeakSource>();
        services.AddSingleton<MapSource>();
        services.AddSingleton<SettingsFile>();
        services.AddSingleton<SharingFile>().AddSingleton<SharingQueue>().AddSingleton<CommunityLabels>().AddSingleton<ServiceConnection>().AddSingleton<SharingSender>();
        services.AddHostedService(provider => provider.GetRequiredService<SharingSender>());
        services.AddScoped<PageScript>().AddScoped<Texts>().AddScoped<WorkspaceState>().AddScoped<SoundEditor>().AddScoped<CommandRunner>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.AddAntiforgery();
        // Keys live as long as the program: what they protect does not outlive it either.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddDrumAIComponents();
    }

    private static void AddFolders(IServiceProvider services, IReadOnlyList<string> folders)
    {
        var library = new LibraryFolders(services.GetRequiredService<SampleCatalogue>());
        foreach (string folder in folders) library.Add(folder, isWatched: true);
    }

    private static void Map(WebApplication application)
    {
        application.UseMiddleware<LoopbackGuard>();
        application.UseMiddleware<LanguageChoice>();
        application.UseAntiforgery();
        application.MapStaticAssets();
        application.MapSounds();
        application.MapMap();
        application.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }
}
