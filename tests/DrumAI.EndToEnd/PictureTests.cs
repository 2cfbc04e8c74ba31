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
    public async Task PagesAreWhole(string theme, int width, int height)
    {
        var browser = chromium.Require();
        var studio = await library.StartAsync();
        await using var window = await OpenAsync(browser, studio, theme, width, height);
        var page = window.Page;
        // What the walk before has done is undone, and nothing of it is told of here.
        await Expect(page.Locator(".learned-link")).ToHaveCountAsync(0);
        await TakeWorkspaceAsync(page, $"{theme}-{height}");
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

    [Theory]
    [InlineData("dark")]
    [InlineData("light", Explicit = true)]
    public async Task WorkspaceFillsTheLargestScreens(string theme)
    {
        var browser = chromium.Require();
        await using var window = await OpenAsync(browser, await library.StartAsync(), theme, 3840, 2160);
        await TakeWorkspaceAsync(window.Page, $"{theme}-2160");
        Assert.Empty(window.Problems);
    }

    /// <summary>French is longer than English: every page has room for it, and none of English is left.</summary>
    [Fact]
    public async Task FrenchPagesAreWholeAndFrench()
    {
        var browser = chromium.Require();
        await using var window = await StudioPage.OpenAsync(browser, await library.StartAsync(), language: "fr-FR");
        var page = window.Page;
        await Expect(page.Locator(".import-status .numbers").Last).ToContainTextAsync("sons", new() { Timeout = 180_000 });
        await page.Locator(".sound-line").Nth(5).ClickAsync();
        await page.Locator("[data-set-class='Tabla']").ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync("1 son classé : Tabla.");
        await TakeInFrenchAsync(page, "workspace");
        await page.Keyboard.PressAsync("?");
        await TakeInFrenchAsync(page, "help");
        foreach (string path in new[] { "/?map=brightness,length&class=Snare", "/?mine=0&sort=confidence&map=none", "/library", "/classes", "/learned", "/keys" })
        {
            await window.GoAsync(path);
            await CheckFrenchAsync(page);
        }

        // Nobody answers there: what the system says of it is told in French too.
        await window.GoAsync("/sharing");
        await page.Locator("input[name=server]").FillAsync("http://127.0.0.1:9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vérifier et utiliser" }).ClickAsync();
        await Expect(page.Locator("[data-outcome=Unreachable]")).ToContainTextAsync("la connexion est refusée");
        await page.Locator("input[name=earlier-corrections]").CheckAsync();
        await page.Locator("input[name=corrections]").CheckAsync();
        await Expect(page.Locator("[data-item]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-phase=Offline]")).ToContainTextAsync("Nouvel essai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chercher un modèle plus récent" }).ClickAsync();
        await Expect(page.Locator("[aria-labelledby=sharing-model] [role=alert]")).ToContainTextAsync("la connexion est refusée");
        await TakeInFrenchAsync(page, "sharing");
        await page.GetByRole(AriaRole.Button, new() { Name = "N’en utiliser aucun" }).ClickAsync();
        await Expect(page.Locator("input[name=corrections]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".notice")).ToHaveTextAsync("Annulé, pour 1 son.");
        Assert.Empty(window.Problems);
    }

    private static async Task<StudioPage> OpenAsync(IBrowser browser, StudioProgram studio, string theme, int width, int height)
    {
        var window = await StudioPage.OpenAsync(browser, studio, "/", width, height);
        var page = window.Page;
        await Expect(page.Locator(".import-status .numbers").Last).ToContainTextAsync("sounds", new() { Timeout = 180_000 });
        if (await page.Locator(".studio").GetAttributeAsync("data-theme") != theme) await page.Keyboard.PressAsync("Shift+T");
        await Expect(page.Locator(".studio")).ToHaveAttributeAsync("data-theme", theme);
        return window;
    }

    private static async Task TakeWorkspaceAsync(IPage page, string kind)
    {
        await page.Locator(".sound-line").Nth(5).ClickAsync();
        await Expect(page.Locator(".inspector-title")).ToBeVisibleAsync();
        await TakeAsync(page, $"studio-workspace-{kind}");
    }

    private static async Task TakeInFrenchAsync(IPage page, string name)
    {
        await CheckFrenchAsync(page);
        await TakeAsync(page, $"studio-{name}-french-720");
    }

    private static async Task CheckFrenchAsync(IPage page)
    {
        Assert.Empty(await EnglishTexts.FindAsync(page));
        Assert.Empty(await page.EvaluateAsync<string[]>(Clipped));
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
        // They wait for half a minute, or are through on a slow machine.
        await Expect(page.Locator("[data-item], [data-phase=Resting]").First).ToBeVisibleAsync();
        await TakeAsync(page, $"studio-sharing-{kind}");
        await page.Locator("#sharing-outbox").EvaluateAsync("heading => heading.closest('section').previousElementSibling.scrollIntoView()");
        await TakeAsync(page, $"studio-outbox-{kind}");
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
