using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>Pictures of every page, both themes, small and large. Each page is also looked at by machine: nothing is clipped, nothing is complained about.</summary>
public sealed class PictureTests(Chromium chromium, PictureLibrary library) : IClassFixture<PictureLibrary>
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("DRUMAI_PICTURES") is { Length: > 0 } named
        ? named : Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName;

    [Theory]
    [InlineData("dark", 1280, 720)]
    [InlineData("light", 2560, 1440)]
    [InlineData("light", 1280, 720, Explicit = true)]
    [InlineData("dark", 2560, 1440, Explicit = true)]
    [InlineData("dark", 3840, 2160, Explicit = true)]
    [InlineData("light", 3840, 2160, Explicit = true)]
    public async Task PagesAreWhole(string theme, int width, int height)
    {
        var browser = chromium.Require();
        var studio = await library.StartAsync();
        await using var window = await StudioPage.OpenAsync(browser, studio, "/", width, height);
        var page = window.Page;
        await Expect(page.Locator(".import-status .numbers").Last).ToContainTextAsync("sounds", new() { Timeout = 180_000 });
        if (await page.Locator(".studio").GetAttributeAsync("data-theme") != theme) await page.Keyboard.PressAsync("Shift+T");
        await Expect(page.Locator(".studio")).ToHaveAttributeAsync("data-theme", theme);

        await page.Locator(".sound-line").Nth(5).ClickAsync();
        await Expect(page.Locator(".inspector-title")).ToBeVisibleAsync();
        await TakeAsync(page, $"studio-workspace-{theme}-{height}");
        await window.GoAsync("/?map=brightness,length&class=Snare,Hat,Cymbal&sort=brightness");
        await page.Locator(".sound-line").Nth(2).ClickAsync();
        await TakeAsync(page, $"studio-measures-{theme}-{height}");
        await window.GoAsync("/?mine=0&sort=confidence&map=none");
        await page.Locator(".sound-line").Nth(1).ClickAsync();
        await TakeAsync(page, $"studio-review-{theme}-{height}");
        await window.GoAsync("/?q=short+bright+hat");
        await Expect(page.Locator(".search-reading")).Not.ToBeEmptyAsync();
        await TakeAsync(page, $"studio-search-{theme}-{height}");
        await page.Keyboard.PressAsync("?");
        await TakeAsync(page, $"studio-help-{theme}-{height}");
        await TakeTaughtAsync(window, $"{theme}-{height}");
        foreach (string name in new[] { "library", "keys" })
        {
            await window.GoAsync("/" + name);
            await TakeAsync(page, $"studio-{name}-{theme}-{height}");
        }

        await TakeSharedAsync(window, $"{theme}-{height}");

        await using var empty = await StudioProgram.StartAsync(data: null);
        await using var first = await StudioPage.OpenAsync(browser, empty, "/", width, height);
        if (theme == "light") await first.Page.Keyboard.PressAsync("Shift+T");
        await TakeAsync(first.Page, $"studio-first-{theme}-{height}");
        Assert.Empty(window.Problems);
        Assert.Empty(first.Problems);
    }

    /// <summary>An own class with three examples, what follows from them, and back to how it was.</summary>
    private static async Task TakeTaughtAsync(StudioPage window, string kind)
    {
        var page = window.Page;
        await window.GoAsync("/classes");
        await page.Locator("input[name=name]").FillAsync("Finger pop");
        await page.Locator(".own-class-form .main-button").ClickAsync();
        await Expect(page.Locator(".own-class")).ToHaveCountAsync(1);
        await window.GoAsync("/?q=clap");
        for (int i = 0; i < 3; i++) await page.Locator(".sound-line").Nth(i).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control] });
        await Expect(page.Locator(".inspector h2")).ToHaveTextAsync("3 sounds selected");
        await page.Locator("[data-set-class='Finger pop']").ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync("3 sounds set to Finger pop.");
        await TakeAsync(page, $"studio-selection-{kind}");
        await window.GoAsync("/learned");
        await TakeAsync(page, $"studio-learned-{kind}");
        await window.GoAsync("/classes");
        await TakeAsync(page, $"studio-classes-{kind}");
        await page.Locator(".own-class .small-button").Last.ClickAsync();
        await page.Locator(".own-class .small-button").First.ClickAsync();
        await Expect(page.Locator(".own-class")).ToHaveCountAsync(0);
    }

    /// <summary>A service with a newer model, corrections that wait and one that has gone; and back to how it was.</summary>
    private static async Task TakeSharedAsync(StudioPage window, string kind)
    {
        var page = window.Page;
        using var newer = new NewerModel();
        await using var service = await SharedService.StartAsync(newer.Path);
        await window.GoAsync("/sharing");
        await page.Locator("input[name=server]").FillAsync(service.Tap.Address.AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check and use" }).ClickAsync();
        await page.Locator("input[name=corrections]").CheckAsync();
        await Expect(page.Locator("[data-account]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-offer]")).ToBeVisibleAsync();
        await window.GoAsync("/?q=clap");
        for (int i = 0; i < 3; i++)
        {
            await page.Locator(".sound-line").Nth(i).ClickAsync();
            await page.Locator("[data-set-class='Clap']").ClickAsync();
            await Expect(page.Locator(".notice")).Not.ToBeEmptyAsync();
            if (i > 0) continue;
            await window.GoAsync("/sharing");
            await page.GetByRole(AriaRole.Button, new() { Name = "Send now" }).ClickAsync();
            await Expect(page.Locator(".shared-items.sent li")).ToHaveCountAsync(1, new() { Timeout = 90_000 });
            await window.GoAsync("/?q=clap");
        }

        await window.GoAsync("/sharing");
        await Expect(page.Locator("[data-model]")).ToBeVisibleAsync();
        await TakeAsync(page, $"studio-sharing-{kind}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use none" }).ClickAsync();
        await Expect(page.Locator("input[name=corrections]")).ToHaveCountAsync(0);
        await window.GoAsync("/");
        for (int i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Control+z");
            await page.WaitForTimeoutAsync(300);
        }
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        // The picture is taken when nothing moves any more: fonts, map, waveforms.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(600);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
        Assert.Empty(await page.EvaluateAsync<string[]>(Clipped));
    }

    /// <summary>Texts that are cut off although nothing says that they may be: the page scrolls nowhere, and only what is elided with dots is longer than its place.</summary>
    private const string Clipped = """
        () => {
          const found = [];
          if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight) found.push('the page scrolls');
          for (const element of document.querySelectorAll('.studio button, .studio a, .studio label, .studio h1, .studio h2, .studio h3, .studio p, .studio dt, .studio dd')) {
            const style = getComputedStyle(element);
            if (!element.offsetParent || style.textOverflow === 'ellipsis' || element.closest('.drum-hidden')) continue;
            if (element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden' && !element.querySelector('.elided, .drum-chip-label')) found.push(`${element.tagName} "${element.textContent.trim().slice(0, 40)}" is cut off`);
          }
          return found;
        }
        """;
}
