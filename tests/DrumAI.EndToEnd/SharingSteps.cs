using DrumAI.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>What a person does again and again on the page about sharing, and what a service then knows.</summary>
internal static class SharingSteps
{
    /// <summary>Names a service that fits.</summary>
    public static async Task UseAsync(IPage page, Uri address)
    {
        await page.Locator("input[name=server]").FillAsync(address.AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check and use" }).ClickAsync();
        await Expect(page.Locator("[data-outcome=Fits]")).ToBeVisibleAsync();
    }

    /// <summary>Sets a sound's class, on the workspace.</summary>
    public static async Task CorrectAsync(IPage page, string name, string drumClass)
    {
        await page.Locator(".sound-line", new() { HasText = name }).ClickAsync();
        await Expect(page.Locator(".inspector-title h2")).ToHaveTextAsync(name);
        await page.Locator($"[data-set-class='{drumClass}']").ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync($"1 sound set to {drumClass}.");
    }

    /// <summary>Sends what waits, and waits until it has gone.</summary>
    public static async Task SendAllAsync(IPage page)
    {
        await Expect(page.Locator(".shared-items")).Not.ToHaveCountAsync(0);
        // On a slow machine it may have gone by itself by now.
        var send = page.GetByRole(AriaRole.Button, new() { Name = "Send now" });
        if (await send.IsEnabledAsync()) await send.ClickAsync();
        await Expect(page.Locator(".outbox")).ToContainTextAsync("Nothing waits.", new() { Timeout = 120_000 });
        await Expect(page.Locator("[data-phase=Resting]")).ToBeVisibleAsync();
    }

    /// <summary>The classes that were voted for, sorted.</summary>
    public static Task<List<string>> VotesAsync(DrumDataContext context) =>
        context.ClassVotes.Join(context.Classes, v => v.ClassId, c => c.Id, (_, c) => c.Name).Order().ToListAsync();
}
