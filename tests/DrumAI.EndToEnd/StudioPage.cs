using Microsoft.Playwright;

namespace DrumAI.EndToEnd;

/// <summary>One window of the Studio, and what its console says.</summary>
public sealed class StudioPage : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private StudioPage(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>Errors in the console, failed requests, exceptions.</summary>
    public IReadOnlyList<string> Problems => problems;

    private readonly List<string> problems = [];

    /// <summary>Opens a window and waits until what is seen can be clicked.</summary>
    public static async Task<StudioPage> OpenAsync(IBrowser browser, StudioProgram studio, string path = "/", int width = 1280, int height = 720, string language = "en-GB")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
            BaseURL = studio.Address.AbsoluteUri,
        });
        context.SetDefaultTimeout(60_000);
        var window = new StudioPage(context, await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error") window.problems.Add(message.Text + " " + message.Location);
        };
        window.Page.PageError += (_, error) => window.problems.Add(error);
        await window.GoAsync(path);
        return window;
    }

    /// <summary>Goes to a page of the Studio and waits until it is alive.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await WaitAsync();
    }

    /// <summary>Loads the page anew.</summary>
    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await WaitAsync();
    }

    /// <summary>Waits for a condition in the page.</summary>
    public Task UntilAsync(string condition) => Page.WaitForFunctionAsync(condition);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private Task WaitAsync() => Page.Locator("[data-interactive]").WaitForAsync();
}
