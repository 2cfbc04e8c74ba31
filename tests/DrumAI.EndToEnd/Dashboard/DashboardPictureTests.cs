using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd.Dashboard;

/// <summary>Pictures of every page of the dashboard, both themes. Each page is also looked at by machine: nothing is clipped, nothing is complained about.</summary>
public sealed class DashboardPictureTests(Chromium chromium, DemoService demo) : IClassFixture<DemoService>
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("DRUMAI_PICTURES") is { Length: > 0 } named
        ? named : Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/dashboard"), ("submissions", "/dashboard/submissions"), ("disagreements", "/dashboard/submissions?show=disagreed"), ("map", "/dashboard/map"),
        ("models", "/dashboard/models"), ("jobs", "/dashboard/jobs"), ("monitoring", "/dashboard/monitoring"), ("storage", "/dashboard/storage"),
        ("admins", "/dashboard/admins"), ("history", "/dashboard/history"),
    ];

    [Theory]
    [InlineData("dark", 1280, 720, "en-GB")]
    [InlineData("light", 1600, 1000, "fr-FR")]
    public async Task PagesAreWhole(string theme, int width, int height, string language)
    {
        var browser = chromium.Require();
        var service = await demo.StartAsync();
        await using var window = await DashboardWindow.OpenAsync(browser, service, width, height, language, theme);
        var page = window.Page;
        await page.GotoAsync("/");
        await TakeAsync(page, $"dashboard-public-{theme}");
        await page.GotoAsync("/login");
        await TakeAsync(page, $"dashboard-login-{theme}");
        await window.LogInAsync();
        foreach (var (name, path) in Pages)
        {
            await window.GoAsync(path);
            if (name == "map") await page.Locator(".drum-map[data-drawn]").WaitForAsync();
            else await Expect(page.Locator("main h1")).ToBeVisibleAsync();
            await TakeAsync(page, $"dashboard-{name}-{theme}");
        }

        await window.GoAsync("/dashboard/models");
        await Expect(page.Locator(".halves")).ToBeVisibleAsync();
        foreach (var (name, selector) in new[] { ("confusion", ".halves"), ("learning", ".page > .card:has(.chart)") })
        {
            if (await page.Locator(selector).CountAsync() == 0) continue;
            await page.Locator(selector).First.EvaluateAsync("e => e.scrollIntoView({ block: 'start' })");
            await TakeAsync(page, $"dashboard-{name}-{theme}");
        }

        await window.GoAsync("/dashboard/submissions?show=disagreed");
        if (await page.Locator(".data-table tbody a").CountAsync() == 0) await window.GoAsync("/dashboard/submissions");
        await page.Locator(".data-table tbody a").First.ClickAsync();
        await page.Locator("select").SelectOptionAsync("Snare_Rim");
        await TakeAsync(page, $"dashboard-sound-{theme}");
        Assert.Empty(window.Problems);
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        // The picture is taken when nothing moves any more: fonts, map.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(500);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
        Assert.Empty(await page.EvaluateAsync<string[]>(Clipped));
    }

    /// <summary>Texts that are cut off although nothing says that they may be, pages that scroll sideways, and texts that lie over each other.</summary>
    private const string Clipped = """
        () => {
          const found = [];
          if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
          const main = document.querySelector('main');
          if (main.scrollWidth > main.clientWidth) found.push('the content scrolls sideways');
          for (const element of document.querySelectorAll('button, main a, label, h1, h2, main p, dt, dd, td, th')) {
            const style = getComputedStyle(element);
            if (!element.offsetParent || style.textOverflow === 'ellipsis' || element.closest('.drum-hidden, .drum-map, .confusion')) continue;
            if (element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden' && !element.querySelector('.drum-chip-label')) found.push(`${element.tagName} "${element.textContent.trim().slice(0, 40)}" is cut off`);
          }
          const marks = [...document.querySelectorAll('.chart-across')].map((c) => [...c.children].map((s) => s.getBoundingClientRect()));
          for (const row of marks) for (let i = 1; i < row.length; i++) if (row[i].left < row[i - 1].right) found.push('labels of a chart lie over each other');
          return found;
        }
        """;
}
