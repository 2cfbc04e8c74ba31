using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>Every page, in both themes, held against WCAG 2.2 A and AA by axe-core, as far as a machine can tell.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly string[] Pages = ["/", "/?map=brightness,length", "/library", "/classes", "/learned", "/keys", "/sharing"];

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task PagesKeepToTheGuidelines(string theme)
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 6);
        var (window, page) = (studio.Window, studio.Window.Page);
        await AxeCore.PrepareAsync(page);
        await window.ReloadAsync();
        if (theme == "light") await page.Keyboard.PressAsync("Shift+T");
        await Expect(page.Locator(".studio")).ToHaveAttributeAsync("data-theme", theme);
        var found = new List<string>();
        foreach (string path in Pages)
        {
            await window.GoAsync(path);
            if (path.StartsWith("/?", StringComparison.Ordinal) || path == "/")
            {
                await page.Locator(".drum-map[data-drawn]").WaitForAsync();
                await page.Locator(".sound-line").First.ClickAsync();
                await Expect(page.Locator(".inspector-title")).ToBeVisibleAsync();
            }

            if (path == "/sharing")
            {
                await page.Locator("input[name=server]").FillAsync("127.0.0.1:9");
                await page.GetByRole(AriaRole.Button, new() { Name = "Check and use" }).ClickAsync();
                await Expect(page.Locator("input[name=corrections]")).ToBeVisibleAsync();
                await page.Locator("input[name=corrections]").CheckAsync();
                await Expect(page.Locator(".outbox")).ToBeVisibleAsync();
            }

            found.AddRange((await AxeCore.AuditAsync(page)).Select(v => $"{path}: {v}"));
        }

        await window.GoAsync("/");
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        found.AddRange((await AxeCore.AuditAsync(page)).Select(v => $"help: {v}"));
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task FirstRunKeepsToTheGuidelines(string theme)
    {
        var browser = chromium.Require();
        await using var studio = await StudioProgram.StartAsync(data: null);
        await using var window = await StudioPage.OpenAsync(browser, studio);
        await AxeCore.PrepareAsync(window.Page);
        await window.ReloadAsync();
        if (theme == "light") await window.Page.Keyboard.PressAsync("Shift+T");
        await Expect(window.Page.Locator(".studio")).ToHaveAttributeAsync("data-theme", theme);
        var found = await AxeCore.AuditAsync(window.Page);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
