using Microsoft.Playwright;

namespace DrumAI.EndToEnd.Dashboard;

/// <summary>One window of a browser on the service, and what its console says.</summary>
public sealed class DashboardWindow : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> problems = [];

    private DashboardWindow(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>Errors in the console, failed requests, exceptions.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Opens a window.</summary>
    public static async Task<DashboardWindow> OpenAsync(IBrowser browser, ServiceProgram service, int width = 1280, int height = 720, string language = "en-GB", string theme = "dark")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
            BaseURL = service.Address.AbsoluteUri,
        });
        context.SetDefaultTimeout(20_000);
        await context.AddCookiesAsync([new Cookie { Name = "drumai-theme", Value = theme, Url = service.Address.AbsoluteUri }]);
        var window = new DashboardWindow(context, await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error") window.problems.Add(message.Text + " " + message.Location);
        };
        window.Page.PageError += (_, error) => window.problems.Add(error);
        return window;
    }

    /// <summary>Logs in and waits until the page is alive.</summary>
    /// <param name="path">Where to go.</param>
    public async Task LogInAsync(string path = "/dashboard")
    {
        await Page.GotoAsync(path);
        await Page.Locator("input[type=text]").FillAsync(ServiceProgram.Admin);
        await Page.Locator("input[type=password]").FillAsync(ServiceProgram.Password);
        await Page.Locator("button[type=submit]").ClickAsync();
        await WaitAsync();
    }

    /// <summary>Goes to a page of the dashboard and waits until it is alive.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await WaitAsync();
    }

    /// <summary>Waits until what is seen can be clicked.</summary>
    public async Task WaitAsync()
    {
        try
        {
            await Page.Locator(".dashboard[data-interactive]").WaitForAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Page.Url} did not come alive: {string.Join("; ", problems)} {await Page.Locator("body").InnerTextAsync()}");
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
