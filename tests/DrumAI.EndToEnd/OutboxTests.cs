using System.Text.Json.Nodes;
using DrumAI.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static DrumAI.EndToEnd.SharingSteps;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>What waits to be sent is the musician's: held, taken out one by one or all at once, and kept where the service knows the account no longer.</summary>
public sealed class OutboxTests(Chromium chromium)
{
    [Fact]
    public async Task WhatWaitsIsHeldTakenOutAndKeptWhereTheAccountIsGone()
    {
        chromium.Require();
        await using var service = await SharedService.StartAsync();
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 4);
        var (window, page) = (studio.Window, studio.Window.Page);
        ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });
        var (waiting, sent) = (page.Locator("[data-item]"), page.Locator(".shared-items.sent li"));
        await window.GoAsync("/sharing");
        await UseAsync(page, service.Tap.Address);
        await page.Locator("input[name=corrections]").CheckAsync();
        await Expect(page.Locator("[data-account]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-phase=Resting]")).ToBeVisibleAsync();

        // Held: labels gather, and nothing goes, now or later.
        await Button("Pause").ClickAsync();
        await Expect(page.Locator("[data-phase=Paused]")).ToHaveTextAsync("Held by you. What waits is kept.");
        await window.GoAsync("/");
        await CorrectAsync(page, "thump 00", "Tom");
        await CorrectAsync(page, "hiss 01", "Gong");
        await window.GoAsync("/sharing");
        await Expect(waiting).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-phase=Paused]")).ToBeVisibleAsync();
        await Expect(Button("Send now")).ToBeDisabledAsync();
        Assert.DoesNotContain("POST /corrections", service.Tap.Said, StringComparison.Ordinal);

        // One is taken out, and stays out.
        await waiting.Filter(new() { HasText = "hiss 01" }).GetByRole(AriaRole.Button, new() { Name = "Take out" }).ClickAsync();
        await Expect(waiting).ToHaveCountAsync(1);
        await window.ReloadAsync();
        await Expect(waiting).ToHaveTextAsync(["thump 00 as Tom Read Take out"]);
        await Button("Go on").ClickAsync();
        await SendAllAsync(page);
        await Expect(sent).ToHaveCountAsync(1);
        Assert.Equal(["Tom"], await service.LookAsync(VotesAsync));

        // All are taken out: the label stays the musician's own, and no vote follows.
        await Button("Pause").ClickAsync();
        await window.GoAsync("/");
        await CorrectAsync(page, "thump 02", "Cowbell");
        await CorrectAsync(page, "hiss 03", "Vibraslap");
        await window.GoAsync("/sharing");
        await Expect(waiting).ToHaveCountAsync(2);
        await Button("Take all out").ClickAsync();
        await Expect(page.Locator(".outbox")).ToContainTextAsync("Nothing waits.");
        await Button("Go on").ClickAsync();
        await Expect(page.Locator("[data-phase=Resting]")).ToHaveTextAsync("All is sent.");
        await Expect(waiting).ToHaveCountAsync(0);

        // The account was erased from elsewhere: what waits is kept for a new one.
        await EraseFromElsewhereAsync(service, studio.Program.Data);
        string before = await page.Locator("[data-account]").InnerTextAsync();
        await window.GoAsync("/");
        await CorrectAsync(page, "click", "Guiro");
        await window.GoAsync("/sharing");
        await Expect(waiting).ToHaveCountAsync(1);
        await Button("Send now").ClickAsync();
        await Expect(page.Locator("[data-phase=AccountUnknown]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("What waits is kept.");
        await Expect(waiting).ToHaveCountAsync(1);
        await Button("Make a new one").ClickAsync();
        await Expect(page.Locator("[data-account]")).Not.ToHaveTextAsync(before);
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await SendAllAsync(page);
        Assert.Equal(["Guiro"], await service.LookAsync(VotesAsync));
        Assert.Equal(1, await service.LookAsync(c => c.Users.CountAsync()));
        Assert.Empty(window.Problems);
    }

    /// <summary>Another program of the musician's, with the same account, erases it.</summary>
    private static async Task EraseFromElsewhereAsync(SharedService service, string data)
    {
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "sharing", "sharing.json")))!;
        string token = kept["accounts"]![service.Tap.Address.AbsoluteUri]!["token"]!.GetValue<string>();
        using var http = new HttpClient { BaseAddress = service.Tap.Address };
        await new DrumServiceClient(http, token).DeleteUserAsync();
    }
}
