using DrumAI.Audio;
using DrumAI.EndToEnd;
using DrumAI.Lab.Audit;
using DrumAI.Taxonomy;
using DrumAI.Training;
using static Microsoft.Playwright.Assertions;

namespace DrumAI.Lab.Tests.Audit;

/// <summary>The review page as a reviewer uses it: opened from disk in a browser, heard, decided by keys, saved.</summary>
public sealed class AuditPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-page").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task SoundsAreHeardDecidedOnByKeyAndSavedAsCorrections()
    {
        var browser = chromium.Require();
        string file = Write("Hat, \"open\".wav", "Snare <b>.wav", "Clap.wav", "Tom.wav");
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error") problems.Add(message.Text);
        };
        page.PageError += (_, error) => problems.Add(error);
        // What is played, by the page's own player.
        await page.AddInitScriptAsync("window.played = []; const play = HTMLMediaElement.prototype.play; HTMLMediaElement.prototype.play = function () { window.played.push(this.src); return play.call(this); };");
        await page.GotoAsync(new Uri(file).AbsoluteUri);

        var rows = page.Locator("#list li");
        await Expect(rows).ToHaveCountAsync(4);
        await Expect(page.Locator("h2")).ToHaveTextAsync("Hat, \"open\".wav");
        await Expect(page.Locator(".reasons")).ToContainTextAsync("It sounds like another class.");
        await page.Keyboard.PressAsync(" ");
        await page.WaitForFunctionAsync("window.played.length === 1");
        string played = await page.EvaluateAsync<string>("window.played[0]");
        Assert.StartsWith("data:audio/wav;base64,", played, StringComparison.Ordinal);
        double seconds = await page.EvaluateAsync<double>("new Promise(done => { const sound = new Audio(window.played[0]); sound.onloadedmetadata = () => done(sound.duration); })");
        Assert.Equal(0.25, seconds, 0.01);

        // Each decision goes on to the next sound, and that one is heard.
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator("h2")).ToHaveTextAsync("Snare <b>.wav");
        await page.WaitForFunctionAsync("window.played.length === 2");
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator("h2")).ToHaveTextAsync("Clap.wav");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("hat_op");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h2")).ToHaveTextAsync("Tom.wav");
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator("#progress")).ToHaveTextAsync("4 of 4 decided");
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator("#progress")).ToHaveTextAsync("3 of 4 decided");
        await page.Keyboard.PressAsync("x");

        // The browser keeps them until they are saved.
        await page.ReloadAsync();
        await Expect(page.Locator("#progress")).ToHaveTextAsync("4 of 4 decided");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("w"));
        Assert.Equal("decisions.csv", saved.SuggestedFilename);
        string csv = Path.Combine(folder, "decisions.csv");
        await saved.SaveAsAsync(csv);
        var decisions = CorrectionsFile.Read(csv, DrumTaxonomy.Default).ToDictionary(d => d.Path);
        Assert.Equal((CorrectionAction.Relabel, "Snare", ""), Said(decisions["kit/Hat, \"open\".wav"]));
        Assert.Equal((CorrectionAction.Keep, "", ""), Said(decisions["kit/Snare <b>.wav"]));
        Assert.Equal((CorrectionAction.Relabel, "Hat", "Hat_Open"), Said(decisions["kit/Clap.wav"]));
        Assert.Equal((CorrectionAction.Drop, "", ""), Said(decisions["kit/Tom.wav"]));
        Assert.All(decisions.Values, d => Assert.Equal("Kick", d.From));
        Assert.Empty(problems);
    }

    private static (CorrectionAction Action, string Class, string Subclass) Said(LabelCorrection decision) => (decision.Action, decision.Class, decision.Subclass);

    private string Write(params string[] names)
    {
        Directory.CreateDirectory(Path.Combine(folder, "kit"));
        float[] sound = [.. Enumerable.Range(0, 8000).Select(t => MathF.Sin(t / 20f) * MathF.Exp(-t / 2000f))];
        foreach (string name in names) File.WriteAllBytes(Path.Combine(folder, "kit", name), WavWriter.ToInt16(sound, 32000));
        var judged = new Dictionary<string, double> { ["model"] = 0.1 };
        var findings = names.Select(n => new AuditFinding($"kit/{n}", "kit", "Kick", null, "Snare", 0.1, judged, judged, [new AuditReason("model", "It sounds like another class.")])).ToList();
        var report = new AuditReport("a set", 100, 0, ["model"], new AuditScores(0.9, 0.8, 0.85), 0.02, [], findings);
        string file = Path.Combine(folder, "audit.html");
        AuditPage.Write(file, folder, report, [], findings.Count, TestContext.Current.CancellationToken);
        return file;
    }
}
