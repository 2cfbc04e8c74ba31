using System.Text.Json;
using Microsoft.Playwright;

namespace DrumAI.Components.Tests.Gallery;

/// <summary>One visit to the gallery in a browser of its own. Ends in failure where the page wrote an error to the console.</summary>
public sealed class GalleryGuest : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> errors = [];

    private GalleryGuest(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What the page wrote to the console as errors, and exceptions that nobody caught.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static async Task<GalleryGuest> ArriveAsync(IBrowser browser, GalleryHost gallery, string query = "?count=2000", bool reducedMotion = false, string? script = null)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            ReducedMotion = reducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        });
        if (script is not null) await context.AddInitScriptAsync(script);
        var guest = new GalleryGuest(context, await context.NewPageAsync());
        guest.Page.Console += (_, message) =>
        {
            if (message.Type == "error") guest.errors.Add(message.Text);
        };
        guest.Page.PageError += (_, error) => guest.errors.Add(error);
        await guest.Page.GotoAsync($"{gallery.Address}/{query}");
        await guest.Page.WaitForFunctionAsync("() => document.querySelector('[data-interactive]') && globalThis.drumai?.sound && globalThis.drumai?.keys?.list.ids.length > 0");
        return guest;
    }

    /// <summary>Waits until the map has drawn its points.</summary>
    public async Task MapDrawn(int pixels = 500) => await Page.WaitForFunctionAsync($"() => document.querySelector('.drum-map[data-drawn]') && ({Painted})() > {pixels}");

    /// <summary>How many pixels of the map's points differ from nothing at least by half.</summary>
    public Task<int> PaintedPixels() => Page.EvaluateAsync<int>($"({Painted})()");

    /// <summary>An attribute of the page's own account of itself.</summary>
    public async Task<string?> Fact(string name) => await Page.GetAttributeAsync("#facts", $"data-{name}");

    public async Task FactBecomes(string name, string value) => await Page.WaitForSelectorAsync($"#facts[data-{name}='{value}']", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });

    /// <summary>The starts that the sound engine has scheduled.</summary>
    public async Task<List<JsonElement>> Trace() => [.. (await Page.EvaluateAsync("drumai.sound.trace"))!.Value.EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(errors);
    }

    private const string Painted = """
        () => {
          const canvas = document.querySelector('.drum-map-points');
          if (!canvas || canvas.width < 10) return 0;
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let painted = 0;
          for (let i = 3; i < data.length; i += 4) if (data[i] > 96) painted++;
          return painted;
        }
        """;
}
