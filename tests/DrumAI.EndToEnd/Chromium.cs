using Microsoft.Playwright;

namespace DrumAI.EndToEnd;

/// <summary>The browser in which all tests walk; where there is none they are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path) return;
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // A browser that never asks anybody: sandboxes need rights that containers lack, and sounds start without a person's gesture.
            Args = ["--no-sandbox", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required", "--enable-unsafe-swiftshader"],
        });
    }

    /// <summary>The browser; the running test is skipped where there is none.</summary>
    public IBrowser Require()
    {
        Assert.SkipWhen(browser is null, "There is no Chromium on this machine (apt-get install chromium, or name one in DRUMAI_CHROMIUM).");
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find() => Environment.GetEnvironmentVariable("DRUMAI_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);
}
