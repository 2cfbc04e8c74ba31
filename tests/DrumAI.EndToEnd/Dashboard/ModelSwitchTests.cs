using System.Diagnostics;
using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd.Dashboard;

/// <summary>What an administrator does with models, in a real browser.</summary>
[Collection<Administered>]
public sealed class ModelSwitchTests(Chromium chromium, AdministeredService administered)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task AdministratorPromotesAModelAndGoesBack()
    {
        var browser = chromium.Require();
        var service = await administered.StartAsync();
        string newer = administered.NewerModel, former = await CurrentAsync();
        Assert.NotEqual(newer, former);
        Assert.Equal(former, await administered.HearingModelAsync());
        await using var window = await DashboardWindow.OpenAsync(browser, service);
        var page = window.Page;
        await window.LogInAsync("/dashboard/models");

        // Whoever is asked and says no has changed nothing.
        await RowOf(newer).GetByRole(AriaRole.Button, new() { Name = "Promote" }).ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync(newer);
        await question.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        Assert.Equal((former, 0), (await CurrentAsync(), (await AuditAsync()).Count));

        await RowOf(newer).GetByRole(AriaRole.Button, new() { Name = "Promote" }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Promote" }).ClickAsync();
        await Expect(page.Locator("p.good")).ToContainTextAsync(newer);
        await Expect(RowOf(newer).Locator(".status")).ToHaveTextAsync("current");
        await Expect(RowOf(former).Locator(".status")).ToHaveTextAsync("retired");
        Assert.Equal(newer, await CurrentAsync());
        Assert.Equal([("ada", "model.promote", newer, former, newer)], await AuditAsync());
        await IsServedAsync(newer);

        await RowOf(newer).GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Expect(question).ToContainTextAsync(former);
        await question.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Expect(page.Locator("p.good")).ToContainTextAsync(former);
        await Expect(RowOf(former).Locator(".status")).ToHaveTextAsync("current");
        Assert.Equal(former, await CurrentAsync());
        Assert.Equal([("ada", "model.promote", newer, former, newer), ("ada", "model.roll-back", newer, newer, former)], await AuditAsync());
        await IsServedAsync(former);

        // And the administrator finds both where everything is noted that was done.
        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        var entries = page.Locator(".data-table tbody tr");
        await Expect(entries.Nth(0)).ToContainTextAsync("rolled a model back");
        await Expect(entries.Nth(1)).ToContainTextAsync("promoted a model");
        Assert.Empty(window.Problems);

        ILocator RowOf(string model) => page.Locator(".data-table tbody tr").Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = model, Exact = true }) });
    }

    private async Task<string> CurrentAsync() => (await administered.Registry.CurrentAsync(TestContext.Current.CancellationToken))!.Name;

    private async Task<List<(string Actor, string Action, string Subject, string? Before, string? After)>> AuditAsync()
    {
        await using var context = administered.Database.CreateContext();
        List<AuditEntry> entries = await context.AuditEntries.Where(e => e.Action.StartsWith("model.")).OrderBy(e => e.Id).ToListAsync(TestContext.Current.CancellationToken);
        return [.. entries.Select(e => (e.Actor, e.Action, e.Subject, e.Before, e.After))];
    }

    /// <summary>Waits until what is sent to the service is heard by a model: replicas look every few seconds which one is current.</summary>
    private async Task IsServedAsync(string model)
    {
        var waited = Stopwatch.StartNew();
        string heard;
        while ((heard = await administered.HearingModelAsync()) != model && waited.Elapsed < Patience) await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Equal(model, heard);
    }
}
