using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd.Dashboard;

/// <summary>Every page of the dashboard, in both themes, held against WCAG 2.2 A and AA by axe-core; pages that open something are looked at with it open.</summary>
[Collection<Administered>]
public sealed class DashboardAccessibilityTests(Chromium chromium, AdministeredService administered)
{
    private static readonly string[] Pages =
    [
        "", "/submissions", "/submissions?show=disagreed", "/map", "/models", "/jobs", "/monitoring", "/storage", "/history", "/admins", "/sounds/2", "/sounds/999999", "/nowhere",
    ];

    /// <summary>What a page opens when it is clicked.</summary>
    private static readonly Dictionary<string, Func<IPage, Task>> Openings = new()
    {
        ["/models"] = async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Promote" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        },
        ["/admins"] = async page =>
        {
            await page.GetByRole(AriaRole.Row, new() { Name = AdministeredService.OtherAdmin }).GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeVisibleAsync();
            // Refused, and said so: the name is taken.
            await page.Locator("input[autocomplete=off]").FillAsync(AdministeredService.OtherAdmin);
            await page.Locator("input[autocomplete=new-password]").First.FillAsync(ServiceProgram.Password);
            await page.Locator(".stacked-form button[type=submit]").First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        },
        ["/sounds/2"] = async page =>
        {
            await page.Locator("main select").SelectOptionAsync("Cowbell");
            await Expect(page.Locator("main button[type=submit]")).ToBeEnabledAsync();
        },
    };

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task PagesKeepToTheGuidelines(string theme)
    {
        var browser = chromium.Require();
        var service = await administered.StartAsync();
        await using var window = await DashboardWindow.OpenAsync(browser, service, theme: theme);
        var page = window.Page;
        await AxeCore.PrepareAsync(page);
        var found = new List<string>();
        await page.GotoAsync("/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        await AuditAsync("public");
        await page.GotoAsync("/login");
        await AuditAsync("login");
        await page.Locator("input[type=text]").FillAsync("nobody");
        await page.Locator("input[type=password]").FillAsync("not a password");
        await page.Locator("button[type=submit]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AuditAsync("refused login");
        await window.LogInAsync();
        foreach (string path in Pages)
        {
            await window.GoAsync("/dashboard" + path);
            await Expect(page.Locator("main h1")).ToBeVisibleAsync();
            await Expect(page.Locator(".dashboard")).ToHaveAttributeAsync("data-theme", theme);
            if (path == "/map") await page.Locator(".drum-map[data-drawn]").WaitForAsync();
            await AuditAsync(path);
            if (!Openings.TryGetValue(path, out var open)) continue;
            await open(page);
            await AuditAsync($"{path}, opened");
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));

        async Task AuditAsync(string name) => found.AddRange((await AxeCore.AuditAsync(page)).Select(v => $"{name}: {v}"));
    }
}
