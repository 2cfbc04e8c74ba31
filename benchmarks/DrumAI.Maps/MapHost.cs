using DrumAI.Components.Map;
using DrumAI.Components.Tests.Gallery;

namespace DrumAI.Maps;

/// <summary>Serves one page with a map, its points and their sounds, on loopback and a free port.</summary>
internal sealed class MapHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private MapHost(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public static async Task<MapHost> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(MapHost).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapStaticAssets();
        app.MapGet("/", () => Results.Stream(typeof(MapHost).Assembly.GetManifestResourceStream("page.html")!, "text/html"));
        app.MapGet("/classes", () => MadeLibrary.Classes.Select(c => new { c.Label, Colour = c.Look.Dark, c.Look.Glyph }));
        app.MapGet("/points/{count:int}", (int count) => Results.Bytes(MadeLibrary.Points(count, axes: false), MapPoints.ContentType));
        app.MapGet("/sounds/{id:int}/audio", (int id) => Results.Bytes(MadeLibrary.Wav(id), "audio/wav"));
        await app.StartAsync();
        return new MapHost(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
