namespace DrumAI.Components.Tests.Gallery;

/// <summary>A page with every component on it, on loopback and a free port.</summary>
public sealed class GalleryHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private GalleryHost(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public static async Task<GalleryHost> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(GalleryHost).Assembly.GetName().Name, EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddDrumAIComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/points", (int count, bool axes) => Results.Bytes(MadeLibrary.Points(count, axes), Map.MapPoints.ContentType));
        app.MapGet("/sounds/{id:int}/audio", (int id) => Results.Bytes(MadeLibrary.Wav(id), "audio/wav"));
        app.MapRazorComponents<GalleryPage>().AddInteractiveServerRenderMode();
        await app.StartAsync();
        return new GalleryHost(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
