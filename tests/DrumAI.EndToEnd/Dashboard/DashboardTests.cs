using DrumAI.Audio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd.Dashboard;

/// <summary>What an administrator does, in a real browser.</summary>
public sealed class DashboardTests(Chromium chromium)
{
    [Fact]
    public async Task AdministratorSettlesADisagreement()
    {
        var browser = chromium.Require();
        await using var service = await ServiceProgram.StartAsync();
        using (var voters = await Voters.JoinAsync(service, 2))
        {
            var sound = await voters.SendAsync(0, TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100)), "Kick");
            await voters.VoteAsync(1, sound, "Tom");
        }

        await using var window = await DashboardWindow.OpenAsync(browser, service);
        var page = window.Page;
        await page.GotoAsync("/");
        await Expect(page.Locator(".figure-value").First).ToHaveTextAsync("1");
        await window.LogInAsync("/dashboard/submissions?show=disagreed");
        await Expect(page.Locator(".data-table tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator(".data-table tbody tr")).ToContainTextAsync("open");
        await page.Locator(".data-table tbody a").ClickAsync();
        await Expect(page.Locator(".words li")).ToHaveCountAsync(2);
        await page.Locator("select").SelectOptionAsync("Gong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        await Expect(page.Locator(".facts dd").First).ToContainTextAsync("Gong");
        await Expect(page.Locator(".words li").First).ToContainTextAsync("ada");
        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Expect(page.Locator(".data-table tbody tr").First).ToContainTextAsync("decided a label");
        await page.GetByRole(AriaRole.Link, new() { Name = "Timbre space" }).ClickAsync();
        await page.Locator(".drum-map[data-drawn]").WaitForAsync();
        await Expect(page.Locator(".map-foot")).ToContainTextAsync("1 sound on the map");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
        await page.GotoAsync("/dashboard/history");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
        Assert.Empty(window.Problems);
    }
}
