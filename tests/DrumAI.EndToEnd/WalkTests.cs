using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>A musician's first hour with the Studio.</summary>
public sealed class WalkTests(Chromium chromium)
{
    [Fact]
    public async Task SoundsAreImportedPlayedCorrectedAndGivenBack()
    {
        var browser = chromium.Require();
        using var sounds = new DrumSounds(24);
        await using var studio = await StudioProgram.StartAsync(data: null, sounds.Path);
        await using var window = await StudioPage.OpenAsync(browser, studio);
        var page = window.Page;

        await Expect(page.Locator(".import-status")).ToHaveTextAsync("24 sounds");
        await Expect(page.Locator(".sound-line")).Not.ToHaveCountAsync(0);
        var first = page.Locator(".sound-line").First;
        await first.ClickAsync();
        await window.UntilAsync("window.drumai.sound.trace.length === 1");
        await page.Locator("[data-set-class='Tom']").ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("set to Tom");
        await Expect(first.Locator(".col-class")).ToHaveTextAsync("ToTom");
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Undone");
        Assert.Empty(window.Problems);
    }
}
