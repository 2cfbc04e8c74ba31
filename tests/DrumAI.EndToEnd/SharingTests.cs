using DrumAI.Catalogue;
using DrumAI.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static DrumAI.EndToEnd.SharingSteps;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>Sharing with a real service: what leaves the machine, when, and what comes back.</summary>
public sealed class SharingTests(Chromium chromium)
{
    [Fact]
    public async Task NothingLeavesBeforeConsentAndWhatWaitsSurvivesBeingOfflineAndARestart()
    {
        var browser = chromium.Require();
        await using var service = await SharedService.StartAsync();
        using var sounds = new DrumSounds(4);
        string data = Directory.CreateTempSubdirectory("drumai-studio-").FullName;
        try
        {
            await using (var studio = await StudioProgram.StartAsync(data, sounds.Path))
            {
                await using var window = await StudioPage.OpenAsync(browser, studio);
                var page = window.Page;
                await Expect(page.Locator(".import-status > .numbers")).ToHaveTextAsync("5 sounds", new() { Timeout = 60_000 });
                await CorrectAsync(page, "thump 00", "Tom");
                await window.GoAsync("/sharing");
                Assert.Equal(0, service.Tap.ConnectionCount);

                await UseAsync(page, service.Tap.Address);
                Assert.DoesNotContain("POST", service.Tap.Said, StringComparison.Ordinal);
                Assert.Equal(0, await service.LookAsync(c => c.Users.CountAsync()));

                // Earlier labels stay here unless that is asked for too.
                await page.Locator("input[name=corrections]").CheckAsync();
                await Expect(page.Locator("[data-account]")).ToBeVisibleAsync();
                await Expect(page.Locator("[data-phase=Resting]")).ToBeVisibleAsync();
                await Expect(page.Locator(".outbox")).ToContainTextAsync("Nothing waits.");
                Assert.Equal((1, 0), await service.LookAsync(async c => (await c.Users.CountAsync(), await c.Samples.CountAsync())));

                service.Tap.Cut();
                await window.GoAsync("/");
                await CorrectAsync(page, "thump 02", "Cowbell");
                await CorrectAsync(page, "hiss 01", "Gong");
                await page.Keyboard.PressAsync("Control+z");
                await Expect(page.Locator(".notice")).ToContainTextAsync("Undone");
                await window.GoAsync("/sharing");
                await Expect(page.Locator("[data-item]")).ToHaveCountAsync(1);
                await Expect(page.Locator("[data-item]")).ToContainTextAsync("thump 02");
                await page.GetByRole(AriaRole.Button, new() { Name = "Send now" }).ClickAsync();
                await Expect(page.Locator("[data-phase=Offline]")).ToContainTextAsync("Tried again in");
                await page.GetByRole(AriaRole.Button, new() { Name = "Read" }).ClickAsync();
                string text = await page.Locator(".shared-text").InnerTextAsync();
                Assert.Contains("\"class\": \"Cowbell\"", text, StringComparison.Ordinal);
                Assert.Contains("\"embedding\"", text, StringComparison.Ordinal);
                Assert.DoesNotContain("thump", text, StringComparison.Ordinal);
                Assert.DoesNotContain("mfcc", text, StringComparison.OrdinalIgnoreCase);
                Assert.Empty(window.Problems);
                await studio.KillAsync();
            }

            service.Tap.Mend();
            await using var again = await StudioProgram.StartAsync(data);
            await using var later = await StudioPage.OpenAsync(browser, again, "/sharing");
            await SendAllAsync(later.Page);
            await Expect(later.Page.Locator(".shared-items.sent li")).ToContainTextAsync("thump 02");
            await Expect(later.Page.Locator(".shared-items.sent li")).ToContainTextAsync("as Cowbell");
            Assert.Equal(["Cowbell"], await service.LookAsync(VotesAsync));
            Assert.Equal(1, await service.LookAsync(c => c.Samples.CountAsync()));
            Assert.DoesNotContain("POST /samples", service.Tap.Said, StringComparison.Ordinal);
            Assert.DoesNotContain("thump", service.Tap.Said, StringComparison.Ordinal);

            // The second consent is another matter: features of all sounds, and no vote for them.
            await later.Page.Locator("input[name=earlier-sounds]").CheckAsync();
            await later.Page.Locator("input[name=sounds]").CheckAsync();
            await Expect(later.Page.Locator(".shared-items.sent li", new() { HasText = "numbers of the sound" })).ToHaveCountAsync(3, new() { Timeout = 120_000 });
            Assert.Equal(["Cowbell"], await service.LookAsync(VotesAsync));
            // thump 00 has a label, which was set before anything was agreed to: neither it nor its sound goes.
            Assert.Equal(4, await service.LookAsync(c => c.Samples.CountAsync()));
            Assert.Empty(later.Problems);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task WhatOthersSayIsShownTakenOverByAKeyAndNeverAboveOnesOwnWord()
    {
        await using var service = await SharedService.StartAsync();
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 4);
        var (window, page) = (studio.Window, studio.Window.Page);
        await service.VoteAsync(FingerprintOf(studio.Program.Data, "thump 00"), "Conga", voters: 5);
        await service.VoteAsync(FingerprintOf(studio.Program.Data, "hiss 01"), "Vibraslap", voters: 5);
        await CorrectAsync(page, "hiss 01", "Gong");
        await window.GoAsync("/sharing");
        await UseAsync(page, service.Tap.Address);
        await page.Locator("input[name=corrections]").CheckAsync();
        await Expect(page.Locator("[data-phase=Resting]")).ToBeVisibleAsync();

        await window.GoAsync("/");
        var (thump, hiss) = (page.Locator(".sound-line", new() { HasText = "thump 00" }), page.Locator(".sound-line", new() { HasText = "hiss 01" }));
        string before = await thump.Locator(".drum-chip-label").InnerTextAsync();
        await Expect(thump.Locator(".others-mark")).ToHaveAttributeAsync("aria-label", "Others say: Conga");
        await Expect(hiss.Locator(".drum-chip-label")).ToHaveTextAsync("Gong");
        await Expect(hiss.Locator(".others-mark")).ToHaveAttributeAsync("aria-label", "Others say: Vibraslap");
        await page.Locator(".others-button").ClickAsync();
        await Expect(page.Locator(".sound-line")).ToHaveCountAsync(1);
        await thump.ClickAsync();
        await Expect(page.Locator(".inspector-others")).ToContainTextAsync("5 people");

        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator(".notice")).ToHaveTextAsync("1 sound taken over from others.");
        await page.Keyboard.PressAsync("Backspace");
        await Expect(thump.Locator(".drum-chip-label")).ToHaveTextAsync("Conga");
        await Expect(thump.Locator(".yours")).ToBeVisibleAsync();
        await Expect(thump.Locator(".others-mark")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(thump.Locator(".drum-chip-label")).ToHaveTextAsync(before);
        await page.Keyboard.PressAsync("e");
        await Expect(thump.Locator(".drum-chip-label")).ToHaveTextAsync("Conga");

        // An echo is no vote.
        await window.GoAsync("/sharing");
        await Expect(page.Locator("[data-phase=Resting]")).ToBeVisibleAsync();
        await Expect(page.Locator(".outbox")).ToContainTextAsync("Nothing waits.");
        Assert.Equal(10, (await service.LookAsync(VotesAsync)).Count);
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task WithdrawnConsentStopsAtOnceAndAnErasedAccountLeavesNoVote()
    {
        await using var service = await SharedService.StartAsync();
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 4);
        var (window, page) = (studio.Window, studio.Window.Page);
        await window.GoAsync("/sharing");
        await UseAsync(page, service.Tap.Address);
        await page.Locator("input[name=corrections]").CheckAsync();
        await Expect(page.Locator("[data-account]")).ToBeVisibleAsync();
        await window.GoAsync("/");
        await CorrectAsync(page, "thump 00", "Tom");
        await window.GoAsync("/sharing");
        await SendAllAsync(page);
        Assert.Equal(["Tom"], await service.LookAsync(VotesAsync));

        service.Tap.Cut();
        await window.GoAsync("/");
        await CorrectAsync(page, "thump 02", "Cowbell");
        await window.GoAsync("/sharing");
        await Expect(page.Locator("[data-item]")).ToHaveCountAsync(1);
        await page.Locator("input[name=corrections]").UncheckAsync();
        await Expect(page.Locator("[data-item]")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-phase=Off]")).ToBeVisibleAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(studio.Program.Data, "sharing", "outbox"), "*.json"));

        // Nobody answers: nothing is erased here that would still stand there.
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase account and votes" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Last).ToContainTextAsync("Nothing was erased");
        await Expect(page.Locator("[data-account]")).ToBeVisibleAsync();
        service.Tap.Mend();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase it" }).ClickAsync();
        await Expect(page.Locator("[data-account]")).ToHaveCountAsync(0);
        Assert.Equal((0, 0), await service.LookAsync(async c => (await c.Users.CountAsync(), await c.ClassVotes.CountAsync())));
        await window.GoAsync("/");
        await Expect(page.Locator(".sound-line", new() { HasText = "thump 00" }).Locator(".drum-chip-label")).ToHaveTextAsync("Tom");
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task NewerModelIsFetchedHearsAllAnewAndIsTakenBackByOneClick()
    {
        chromium.Require();
        using var newer = new NewerModel();
        await using var service = await SharedService.StartAsync(newer.Path);
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 6);
        var (window, page) = (studio.Window, studio.Window.Page);
        await CorrectAsync(page, "thump 00", "Gong");
        string before = Assert.Single(ModelsOf(studio.Program.Data).Distinct());

        await window.GoAsync("/sharing");
        await UseAsync(page, service.Tap.Address);
        await page.Locator("input[name=corrections]").CheckAsync();
        await Expect(page.Locator($"[data-offer='{newer.Id}']")).ToBeVisibleAsync();
        Assert.DoesNotContain("model.onnx", service.Tap.Said, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Fetch and use it" }).ClickAsync();
        await Expect(page.Locator($"[data-model='{newer.Id}']")).ToBeVisibleAsync();
        await UntilHeardByAsync(studio.Program.Data, newer.Id);
        await window.GoAsync("/");
        await Expect(page.Locator(".sound-line", new() { HasText = "thump 00" }).Locator(".drum-chip-label")).ToHaveTextAsync("Gong");
        await page.Locator(".sound-line", new() { HasText = "thump 02" }).ClickAsync();
        await Expect(page.Locator(".similar [data-id]").First).ToBeVisibleAsync();

        await window.GoAsync("/sharing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back to the one that came with DrumAI" }).ClickAsync();
        await Expect(page.Locator($"[data-model='{before}']")).ToBeVisibleAsync();
        await UntilHeardByAsync(studio.Program.Data, before);
        await window.GoAsync("/");
        await Expect(page.Locator(".sound-line", new() { HasText = "thump 00" }).Locator(".yours")).ToBeVisibleAsync();
        Assert.Empty(window.Problems);
    }

    private static string[] ModelsOf(string data)
    {
        using var catalogue = SampleCatalogue.Open(data);
        using var context = catalogue.CreateContext();
        return [.. context.Samples.Select(s => s.Model ?? "")];
    }

    private static async Task UntilHeardByAsync(string data, string model)
    {
        for (int i = 0; i < 300 && ModelsOf(data).Any(m => m != model); i++) await Task.Delay(100);
        Assert.All(ModelsOf(data), m => Assert.Equal(model, m));
    }

    private static Fingerprint FingerprintOf(string data, string name)
    {
        using var catalogue = SampleCatalogue.Open(data);
        using var context = catalogue.CreateContext();
        return Fingerprint.FromBytes(context.Samples.Single(s => s.Name == name).Fingerprint);
    }
}
