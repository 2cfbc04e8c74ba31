using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>Ways to the sound one looks for, and addresses that lead back to it.</summary>
public sealed class FindTests(Chromium chromium)
{
    [Fact]
    public async Task SearchFilterAndSortStandInTheAddress()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var (window, page) = (studio.Window, studio.Window.Page);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("hiss");
        await Expect(page.Locator(".sound-line")).ToHaveCountAsync(12);
        await Expect(page.Locator(".search-reading")).ToContainTextAsync("hiss");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"\?q=hiss$"));
        await page.Locator("[role=columnheader]", new() { HasText = "Length" }).ClickAsync();
        await Expect(page.Locator("[role=columnheader]", new() { HasText = "Length" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(page.Locator(".sound-line").First).ToContainTextAsync("hiss 01");
        // What follows within a moment is one step to go back: each click is to be one of its own.
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=length$"));
        await page.Locator("[role=columnheader]", new() { HasText = "Length" }).ClickAsync();
        await Expect(page.Locator(".sound-line").First).ToContainTextAsync("hiss 23");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=length-"));

        await window.ReloadAsync();
        await Expect(page.Locator("#search")).ToHaveValueAsync("hiss");
        await Expect(page.Locator(".sound-line").First).ToContainTextAsync("hiss 23");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Expect(page.Locator("[role=columnheader]", new() { HasText = "Length" })).ToHaveAttributeAsync("aria-sort", "none");
        await Expect(page.Locator(".sound-line")).ToHaveCountAsync(12);
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task ClassesFilterListAndMap()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var page = studio.Window.Page;
        var legend = page.Locator(".rail-classes button").First;
        string name = (await legend.GetAttributeAsync("data-class"))!;
        int count = int.Parse(await legend.Locator(".numbers").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

        await legend.ClickAsync();
        await Expect(page.Locator(".rail-head .numbers")).ToHaveTextAsync(count == 1 ? "1 sound" : $"{count} sounds");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"class={name}"));
        await page.Keyboard.PressAsync("Backspace");
        await Expect(page.Locator(".rail-head .numbers")).ToHaveTextAsync("25 sounds");
        Assert.Empty(studio.Window.Problems);
    }

    [Fact]
    public async Task SimilarSoundsComeTheLikestFirst()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var page = studio.Window.Page;
        await page.Locator(".sound-line", new() { HasText = "thump 04" }).ClickAsync();
        await Expect(page.Locator(".similar [data-id]").First).ToContainTextAsync("thump");
        await page.Keyboard.PressAsync("f");
        await Expect(page.Locator(".filter-chip")).ToContainTextAsync("like thump 04");
        await Expect(page.Locator(".sound-line").First).ToContainTextAsync("thump");
        string[] names = await page.Locator(".sound-line .col-name").EvaluateAllAsync<string[]>("n => n.slice(0, 5).map(x => x.textContent.trim())");
        Assert.All(names, n => Assert.StartsWith("thump", n, StringComparison.Ordinal));
        Assert.Empty(studio.Window.Problems);
    }

    [Fact]
    public async Task LassoSelectsAndAllOfItIsCorrectedAndUndoneInOneGo()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium);
        var (window, page) = (studio.Window, studio.Window.Page);
        await window.GoAsync("/?map=length,level");
        await page.Locator(".drum-map").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var box = (await page.Locator(".drum-map").BoundingBoxAsync())!;
        float x = (float)box.X, y = (float)box.Y, w = (float)box.Width, h = (float)box.Height;
        await page.Keyboard.DownAsync("Shift");
        await page.Mouse.MoveAsync(x + 4, y + 4);
        await page.Mouse.DownAsync();
        foreach (var (toX, toY) in new[] { (w - 4, 4f), (w - 4, h - 4), (4f, h - 4), (4f, 8f) }) await page.Mouse.MoveAsync(x + toX, y + toY, new MouseMoveOptions { Steps = 12 });
        await page.Mouse.UpAsync();
        await page.Keyboard.UpAsync("Shift");

        await Expect(page.Locator(".inspector h2")).ToContainTextAsync("sounds selected");
        int count = int.Parse((await page.Locator(".inspector h2").InnerTextAsync()).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(count, 2, 25);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("selected="));
        await page.Locator("[data-set-class='Gong']").ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync($"{count} sounds set to Gong.");
        await Expect(page.Locator("[data-class='Gong'] .numbers")).ToHaveTextAsync($"{count}");
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".notice")).ToHaveTextAsync($"Undone, for {count} sounds.");
        await Expect(page.Locator("[data-class='Gong']")).ToHaveCountAsync(0);
        Assert.Empty(window.Problems);
    }
}
