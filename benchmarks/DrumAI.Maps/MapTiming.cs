using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace DrumAI.Maps;

/// <summary>Drives the page and prints what it measured as a Markdown report.</summary>
internal static class MapTiming
{
    private const int KeyCount = 100;

    public static async Task RunAsync(string address, int[] counts)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("DRUMAI_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-background-networking"],
        });
        bool headed = false;
        foreach (int count in counts)
        {
            var clock = await ProcessorClock.StartAsync(browser);
            var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1100, Height = 760 } });
            page.PageError += (_, error) => Console.Error.WriteLine(error);
            await page.GotoAsync(address);
            await page.WaitForSelectorAsync("[data-ready]");
            if (!headed)
            {
                Console.WriteLine($"Chromium {browser.Version}, headless; drawn by {await page.EvaluateAsync<string>("bench.renderer()")}; window of 1100 x 760 pixels.");
                headed = true;
            }
            Console.WriteLine();
            Console.WriteLine($"## {count:N0} sounds");
            Console.WriteLine();
            Console.WriteLine("| What | Times measured | Median, ms | 95 % within, ms | Slowest, ms | Processor time each, ms |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
            await clock.LapAsync();
            await Measure(page, count, clock);
            await page.CloseAsync();
        }
    }

    private static async Task Measure(IPage page, int count, ProcessorClock clock)
    {
        Row("Fetch points and draw them", [await page.EvaluateAsync<double>($"bench.load({count})")], await clock.LapAsync());
        Row("Frame while panning", await Times(page, "bench.pan(120)"), await clock.LapAsync());
        Row("Frame while zooming", await Times(page, "bench.zoom(120)"), await clock.LapAsync());
        Row("Filter half of them out, until drawn", await Times(page, "bench.filter(15)"), await clock.LapAsync());
        Row("One class in the legend, until drawn", await Times(page, "bench.legend(15)"), await clock.LapAsync());
        await page.EvaluateAsync("bench.all()");
        await clock.LapAsync();
        Row("Frame while drawing a lasso", await Times(page, "bench.lassoDraw(200)"), await clock.LapAsync());
        Row("Lasso's end, until its sounds are ringed", await Times(page, "bench.lassoEnd(10)"), double.NaN);
        await clock.LapAsync();
        Row("Find the sound under the pointer", await Times(page, "bench.hover(100)"), await clock.LapAsync());

        await page.FocusAsync(".drum-map");
        string[] arrows = ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"];
        for (int i = 0; i < KeyCount; i++)
        {
            await page.Keyboard.PressAsync(arrows[i / 5 % 4]);
            await Task.Delay(60);
        }
        double processor = await clock.LapAsync();
        var starts = (await page.EvaluateAsync("bench.keys()"))!.Value.EnumerateArray().ToList();
        var loaded = starts.Where(s => s.GetProperty("preloaded").GetBoolean()).ToList();
        Row("Arrow key to start() of its sound, preloaded", [.. loaded.Select(s => s.GetProperty("wait").GetDouble() + s.GetProperty("ahead").GetDouble())], processor);
        if (loaded.Count < starts.Count) Row("Arrow key to start() of its sound, not loaded yet", [.. starts.Except(loaded).Select(s => s.GetProperty("wait").GetDouble())], double.NaN);
        Console.WriteLine();
        Console.WriteLine($"Behind start() the browser adds, by its own account, {starts[0].GetProperty("base").GetDouble():0.0} ms of processing and {starts[^1].GetProperty("output").GetDouble():0.0} ms of output.");
    }

    private static async Task<double[]> Times(IPage page, string script) => Numbers((await page.EvaluateAsync(script))!.Value);

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(t => t.GetDouble())];

    private static void Row(string name, double[] times, double processor)
    {
        Array.Sort(times);
        string each = double.IsNaN(processor) ? "" : (processor / times.Length).ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine(times.Length == 0
            ? $"| {name} | 0 | | | | |"
            : $"| {name} | {times.Length} | {times[times.Length / 2]:0.0} | {times[(int)Math.Ceiling(times.Length * 0.95) - 1]:0.0} | {times[^1]:0.0} | {each} |");
    }
}
