using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>A musician's first hour with the Studio.</summary>
public sealed class WalkTests(Chromium chromium)
{
    [Fact]
    public async Task FoldersAreChosenInATreeAndTheSoundsComeIn()
    {
        var browser = chromium.Require();
        using var sounds = new DrumSounds(6);
        await using var studio = await StudioProgram.StartAsync(data: null);
        await using var window = await StudioPage.OpenAsync(browser, studio);
        var page = window.Page;

        await Expect(page.Locator(".first-run h1")).ToBeVisibleAsync();
        await page.Locator("[data-folder='/']").ClickAsync();
        string parent = "/";
        foreach (string part in Path.GetRelativePath("/", sounds.Path).Split('/'))
        {
            parent = Path.Combine(parent, part);
            await page.Locator($"[data-folder='{parent}']").ClickAsync();
        }

        await Expect(page.Locator("input[name=folder]")).ToHaveValueAsync(sounds.Path);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Add this folder" }).ClickAsync();
        await Expect(page.Locator(".import-status > .numbers")).ToHaveTextAsync("7 sounds", new() { Timeout = 60_000 });
        await Expect(page.Locator(".sound-line")).ToHaveCountAsync(7);
        Assert.Empty(window.Problems);
    }

    [Theory]
    [InlineData(1280, 720, "height")]
    [InlineData(2200, 1000, "width")]
    public async Task BorderBetweenMapAndListIsDragged(int width, int height, string side)
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var (window, page) = (studio.Window, studio.Window.Page);
        await page.SetViewportSizeAsync(width, height);
        string size = $"Math.round(document.querySelector('.workspace-centre').firstElementChild.getBoundingClientRect().{side})";
        int before = await page.EvaluateAsync<int>(size);
        var border = (await page.Locator(".splitter").BoundingBoxAsync())!;
        float x = border.X + (border.Width / 2), y = border.Y + (border.Height / 2);

        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await Expect(page.Locator(".splitter-ground")).ToBeVisibleAsync();
        await page.Mouse.MoveAsync(x - 60, y - 60, new() { Steps = 4 });
        await window.UntilAsync($"Math.abs({size} - {before - 60}) <= 6");
        await page.Mouse.UpAsync();
        await Expect(page.Locator(".splitter-ground")).ToHaveCountAsync(0);
        Assert.Empty(window.Problems);
    }

    [Theory]
    [InlineData(1280, 720, "height", "horizontal")]
    [InlineData(2200, 1000, "width", "vertical")]
    public async Task BorderBetweenMapAndListIsMovedByKeys(int width, int height, string side, string orientation)
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 2);
        var (window, page) = (studio.Window, studio.Window.Page);
        await page.SetViewportSizeAsync(width, height);
        string size = $"Math.round(document.querySelector('.workspace-centre').firstElementChild.getBoundingClientRect().{side})";
        int before = await page.EvaluateAsync<int>(size);
        var border = page.GetByRole(Microsoft.Playwright.AriaRole.Separator);
        await border.FocusAsync();
        await Expect(border).ToHaveAttributeAsync("aria-orientation", orientation);
        string? value = await border.GetAttributeAsync("aria-valuenow");

        await page.Keyboard.PressAsync("ArrowUp");
        await window.UntilAsync($"{size} === {before - 24}");
        await page.Keyboard.PressAsync("PageUp");
        await window.UntilAsync($"{size} === {Math.Max(160, before - 144)}");
        await Expect(border).Not.ToHaveAttributeAsync("aria-valuenow", value!);
        await page.Keyboard.PressAsync("Home");
        await window.UntilAsync($"Math.abs({size} - {(side == "width" ? 480 : 160)}) <= 1 || {size} === 160");
        // The arrows moved the border, and no sound.
        Assert.Equal(0, await page.Locator("[data-focused]").CountAsync());
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task ArrowsPlayAtOnceAndTheNextCutsTheOneBefore()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var (window, page) = (studio.Window, studio.Window.Page);
        // In a loop each sound lasts until it is cut, however slow the machine.
        await page.Keyboard.PressAsync("l");
        await Expect(page.GetByLabel("Loop (L)")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator(".sound-line").First.ClickAsync();
        await window.UntilAsync("window.drumai.sound.trace.length === 1");
        // The neighbours of the current sound are loaded before they are asked for.
        await window.UntilAsync("[...document.querySelectorAll('.sound-line')].slice(0, 4).every(l => window.drumai.sound.isLoaded(Number(l.dataset.id)))");

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Space");

        await window.UntilAsync("window.drumai.sound.trace.length === 4");
        var trace = await SoundTrace.ReadAsync(window);
        string[] ids = [.. await page.Locator(".sound-line").EvaluateAllAsync<string[]>("lines => lines.slice(0, 3).map(l => l.dataset.id)")];
        Assert.Equal([ids[0], ids[1], ids[2], ids[2]], trace.Select(t => $"{t.Id}"));
        foreach (var start in trace.Skip(1))
        {
            Assert.True(start.Preloaded);
            Assert.True(start.Loop);
            Assert.Equal(0.003, start.CutSeconds);
            // It sounds with the next block of samples: the time that it was told is not in the future.
            Assert.True(start.StartTime <= start.ContextTime);
            Assert.InRange(start.Gain, 0.05, 16);
        }

        await Expect(page.Locator($"#sound-{ids[2]}")).ToHaveAttributeAsync("data-focused", "");
        await page.Keyboard.PressAsync("Escape");
        Assert.True(await page.EvaluateAsync<bool>("window.drumai.sound.playing === undefined"));
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task AiffPlaysAndWhatCannotBePlayedIsTold()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 2);
        var page = studio.Window.Page;
        await page.Locator(".sound-line", new() { HasText = "click" }).ClickAsync();
        await studio.Window.UntilAsync("window.drumai.sound.trace.length === 1");
        await page.RouteAsync("**/sounds/*/audio", route => route.FulfillAsync(new() { Body = "no sound" }));
        await studio.Window.ReloadAsync();
        await page.Locator(".sound-line", new() { HasText = "thump 00" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync("thump 00 cannot be played: its file is gone, or damaged.");
        Assert.Empty(studio.Window.Problems);
    }

    [Fact]
    public async Task CorrectionIsKeptUndoneAndFoundAgainAfterReloading()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var (window, page) = (studio.Window, studio.Window.Page);
        var first = page.Locator(".sound-line").First;
        string before = await first.Locator(".drum-chip-label").InnerTextAsync();
        await first.ClickAsync();

        await page.Keyboard.PressAsync("t");
        await Expect(first.Locator(".drum-chip-label")).ToHaveTextAsync("Tom");
        await Expect(first.Locator(".yours")).ToBeVisibleAsync();
        // Undoing is offered for what has changed something, and only for that.
        var undo = page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Undo" });
        await Expect(undo).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator(".notice")).ToHaveTextAsync("It was so already.");
        await Expect(undo).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(first.Locator(".drum-chip-label")).ToHaveTextAsync(before);
        await page.Locator("[data-set-class='Cowbell']").ClickAsync();
        await page.Keyboard.PressAsync("h");
        await page.Locator(".tags input").FillAsync("mine");
        await page.Locator(".tags input").PressAsync("Enter");
        await Expect(page.Locator(".tag")).ToHaveTextAsync("# mine×");

        await window.ReloadAsync();
        await Expect(first.Locator(".drum-chip-label")).ToHaveTextAsync("Cowbell");
        await Expect(first.Locator(".heart")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(first.Locator(".line-tag")).ToHaveTextAsync("# mine");
        await Expect(page.Locator(".inspector .yours")).ToBeVisibleAsync();
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task QueueOfTheLeastSureGoesOnAfterEachAnswer()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var page = studio.Window.Page;
        await page.Keyboard.PressAsync("q");
        await Expect(page.Locator(".review-button")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("[aria-sort=ascending]")).ToContainTextAsync("Sure");
        string[] ids = await page.Locator(".sound-line").EvaluateAllAsync<string[]>("lines => lines.map(l => l.dataset.id)");
        await page.Locator(".sound-line").First.ClickAsync();

        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator($"#sound-{ids[1]}")).ToHaveAttributeAsync("data-focused", "");
        await Expect(page.Locator($"#sound-{ids[0]}")).ToHaveCountAsync(0);
        await Expect(page.Locator(".rail-head .numbers")).ToHaveTextAsync("24 sounds");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"#sound-{ids[2]}")).ToHaveAttributeAsync("data-focused", "");
        await Expect(page.Locator(".rail-head .numbers")).ToHaveTextAsync("23 sounds");
        Assert.Empty(studio.Window.Problems);
    }

    [Fact]
    public async Task OwnClassIsTaughtAndWhatItTeachesIsAskedFirst()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var (window, page) = (studio.Window, studio.Window.Page);
        await window.GoAsync("/classes");
        await page.Locator("input[name=name]").FillAsync("Boomer");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator(".own-class input[type=text]")).ToHaveValueAsync("Boomer");

        await window.GoAsync("/?q=thump");
        var lines = page.Locator(".sound-line");
        await Expect(lines).ToHaveCountAsync(12);
        for (int i = 0; i < 4; i++) await lines.Nth(i).ClickAsync(new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Control] });
        await page.Locator("[data-set-class='Boomer']").ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync("4 sounds set to Boomer.");

        await page.Locator(".learned-link").ClickAsync();
        var learned = page.Locator("[data-learned='Boomer']");
        await Expect(learned).ToBeVisibleAsync();
        string[] asked = await learned.Locator("[data-id]").EvaluateAllAsync<string[]>("b => b.map(x => x.textContent)");
        Assert.NotEmpty(asked);
        await learned.Locator("header .main-button").ClickAsync();
        await Expect(learned).ToHaveCountAsync(0);

        await window.GoAsync("/?class=Boomer");
        await Expect(page.Locator(".sound-line", new() { HasText = "thump" })).Not.ToHaveCountAsync(4);
        await Expect(page.Locator(".sound-line", new() { HasText = "hiss" })).ToHaveCountAsync(0);
        Assert.Empty(window.Problems);
    }
}
