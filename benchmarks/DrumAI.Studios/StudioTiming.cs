using System.Diagnostics;
using DrumAI.Audio;
using DrumAI.EndToEnd;
using DrumAI.Tests.Classification;
using Microsoft.Playwright;

namespace DrumAI.Studios;

/// <summary>What a person waits for, measured in a real browser on a catalogue of made-up sounds. Their files lie nowhere, so the browser is given one sound for all.</summary>
internal sealed class StudioTiming
{
    private const int TurnCount = 15, KeyCount = 60;

    private readonly Dictionary<string, string> figures = [];

    private StudioTiming(int soundCount) => SoundCount = soundCount;

    /// <summary>How many sounds the catalogue has.</summary>
    public int SoundCount { get; private set; }

    /// <summary>By what was measured.</summary>
    public IReadOnlyDictionary<string, string> Figures => figures;

    public static async Task<StudioTiming> MeasureAsync(string data)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("DRUMAI_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required", "--enable-unsafe-swiftshader"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 720 } });
        page.SetDefaultTimeout(120_000);
        byte[] sound = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));
        await page.RouteAsync("**/sounds/*/audio", route => route.FulfillAsync(new RouteFulfillOptions { BodyBytes = sound, ContentType = "audio/wav" }));

        var timing = new StudioTiming(0);
        var clock = Stopwatch.StartNew();
        await using var studio = await StudioProgram.StartAsync(data);
        timing.figures["Program's start to its address, ms"] = $"{clock.ElapsedMilliseconds:N0}";
        await timing.MeasureStartAsync(page, studio.Address, clock);
        await timing.MeasureKeysAsync(page);
        await timing.MeasureFiltersAsync(page);
        await timing.MeasureLassoAsync(page, studio.Address);
        await timing.MeasureFramesAsync(page, studio.Address);
        return timing;
    }

    private async Task MeasureStartAsync(IPage page, Uri address, Stopwatch clock)
    {
        await page.GotoAsync(address.AbsoluteUri);
        await page.Locator(".sound-line .drum-chip-label").First.WaitForAsync();
        figures["Program's start to the first useful screen (rows to play), ms"] = $"{clock.ElapsedMilliseconds:N0}";
        await page.WaitForFunctionAsync("performance.getEntriesByType('resource').some(r => r.name.includes('/map/') && r.responseEnd > 0)");
        await FramesAsync(page);
        figures["Program's start to the map with all its points, ms"] = $"{clock.ElapsedMilliseconds:N0}";
        SoundCount = await page.EvaluateAsync<int>("Number(document.querySelector('.rail-head .numbers').textContent.replace(/\\D/g, ''))");
        var again = Stopwatch.StartNew();
        await page.ReloadAsync();
        await page.Locator(".sound-line .drum-chip-label").First.WaitForAsync();
        figures["Reloading the page to rows, ms"] = $"{again.ElapsedMilliseconds:N0}";
    }

    private async Task MeasureKeysAsync(IPage page)
    {
        await page.Locator(".sound-line").First.ClickAsync();
        await page.WaitForFunctionAsync("window.drumai.sound.trace.length > 0");
        for (int i = 0; i < KeyCount; i++)
        {
            await page.WaitForTimeoutAsync(60);
            await page.Keyboard.PressAsync("ArrowDown");
        }

        double[] milliseconds = await page.EvaluateAsync<double[]>("window.drumai.sound.trace.slice(1).filter(t => t.preloaded).map(t => t.scheduledMs - t.requestedMs)");
        double latency = await page.EvaluateAsync<double>("(t => (t.baseLatency + t.outputLatency) * 1000)(window.drumai.sound.trace.at(-1))");
        figures["Key to the scheduled start of a sound, ms: median"] = $"{At(milliseconds, 0.5):0.0}";
        figures["the same, 95th percentile"] = $"{At(milliseconds, 0.95):0.0}";
        figures["of so many keys found loaded already"] = $"{milliseconds.Length} of {KeyCount}";
        figures["what the browser says of its own way to the ear, ms"] = $"{latency:0.0}";
    }

    private async Task MeasureFiltersAsync(IPage page)
    {
        figures["Class in the legend to the new list, ms: median"] = await TurnsAsync(page, "document.querySelector('.rail-classes button').click()");
        figures["Sorting by another column, ms: median"] = await TurnsAsync(page, "document.querySelector('.sound-head .col-length').click()", ".sound-rows");
    }

    /// <summary>Clicks many times, and waits each time until the page shows what came of it.</summary>
    private static async Task<string> TurnsAsync(IPage page, string click, string watched = ".rail-head .numbers")
    {
        var times = new List<double>();
        for (int turn = 0; turn < TurnCount; turn++)
        {
            times.Add(await page.EvaluateAsync<double>($$"""
                () => new Promise(resolve => {
                  const begun = performance.now();
                  new MutationObserver((_, observer) => { observer.disconnect(); requestAnimationFrame(() => resolve(performance.now() - begun)); })
                    .observe(document.querySelector('{{watched}}'), { childList: true, characterData: true, subtree: true });
                  {{click}};
                })
                """));
            await page.WaitForTimeoutAsync(400);
        }

        return $"{At([.. times], 0.5):0}";
    }

    private async Task MeasureLassoAsync(IPage page, Uri address)
    {
        await page.GotoAsync(new Uri(address, "/?map=brightness,hardness").AbsoluteUri);
        await page.Locator("[data-interactive]").WaitForAsync();
        await page.WaitForFunctionAsync("performance.getEntriesByType('resource').some(r => r.name.includes('/map/') && r.responseEnd > 0)");
        await FramesAsync(page);
        var box = (await page.Locator(".drum-map").BoundingBoxAsync())!;
        var times = new List<double>();
        for (int turn = 0; turn < 5; turn++)
        {
            await page.Keyboard.DownAsync("Shift");
            await page.Mouse.MoveAsync(box.X + 40, box.Y + 40);
            await page.Mouse.DownAsync();
            foreach (var (x, y) in new[] { (box.Width - 40, 40f), (box.Width - 40, box.Height - 40), (40f, box.Height - 40), (40f, 44f) })
                await page.Mouse.MoveAsync(box.X + x, box.Y + y, new MouseMoveOptions { Steps = 6 });
            var clock = Stopwatch.StartNew();
            await page.Mouse.UpAsync();
            await page.Keyboard.UpAsync("Shift");
            await page.Locator(".inspector h2", new PageLocatorOptions { HasText = "selected" }).WaitForAsync();
            times.Add(clock.ElapsedMilliseconds);
            await page.Keyboard.PressAsync("Escape");
            await page.Locator(".inspector h2", new PageLocatorOptions { HasText = "selected" }).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        }

        figures["Lasso around most of the map to the selection shown, ms: median"] = $"{At([.. times], 0.5):0}";
    }

    private async Task MeasureFramesAsync(IPage page, Uri address)
    {
        await page.GotoAsync(address.AbsoluteUri);
        await page.Locator("[data-interactive]").WaitForAsync();
        await page.WaitForFunctionAsync("performance.getEntriesByType('resource').some(r => r.name.includes('/map/') && r.responseEnd > 0)");
        await FramesAsync(page);
        var box = (await page.Locator(".drum-map").BoundingBoxAsync())!;
        await page.EvaluateAsync("""
            () => {
              window.frames_ = [];
              let last = performance.now();
              const step = () => { const now = performance.now(); window.frames_.push(now - last); last = now; requestAnimationFrame(step); };
              requestAnimationFrame(step);
            }
            """);
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await page.Mouse.DownAsync();
        for (int i = 0; i < 60; i++) await page.Mouse.MoveAsync(box.X + box.Width / 2 + 100 * MathF.Sin(i / 6f), box.Y + box.Height / 2 + 60 * MathF.Cos(i / 5f));
        await page.Mouse.UpAsync();
        double[] frames = await page.EvaluateAsync<double[]>("window.frames_.slice(1)");
        figures["Frame while the map is dragged, drawn by the processor, ms: median"] = $"{At(frames, 0.5):0}";
        figures["the same frames, 95th percentile"] = $"{At(frames, 0.95):0}";
    }

    /// <summary>What was asked to be drawn is drawn.</summary>
    private static async Task FramesAsync(IPage page) => await page.EvaluateAsync("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))");

    private static double At(double[] values, double share) => values.Length == 0 ? double.NaN : values.Order().ElementAt((int)(share * (values.Length - 1)));
}
