using DrumAI.Components.Map;
using DrumAI.Components.Tests.Gallery;

[assembly: AssemblyFixture(typeof(GalleryHost))]

namespace DrumAI.Components.Tests.Gallery;

/// <summary>A page with every component on it, on loopback and a free port.</summary>
public sealed class GalleryHost : IAsyncLifetime
{
    private readonly WebApplication app = Build();

    public string Address => app.Urls.First();

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(GalleryHost).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Pages that are closed while the host ends are no news.
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddDrumAIComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/points", (int count, bool axes) => Results.Bytes(MadeLibrary.Points(count, axes), MapPoints.ContentType));
        app.MapGet("/sounds/{id:int}/audio", (int id) => Results.Bytes(MadeLibrary.Wav(id), "audio/wav"));
        app.MapRazorComponents<GalleryPage>().AddInteractiveServerRenderMode();
        return app;
    }
}
