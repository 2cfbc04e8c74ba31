using static Microsoft.Playwright.Assertions;

namespace DrumAI.EndToEnd;

/// <summary>A Studio that has imported some made-up drums, and a window of it.</summary>
public sealed class StudioWithSounds : IAsyncDisposable
{
    private StudioWithSounds(DrumSounds sounds, StudioProgram program, StudioPage window) => (Sounds, Program, Window) = (sounds, program, window);

    public DrumSounds Sounds { get; }

    public StudioProgram Program { get; }

    public StudioPage Window { get; }

    /// <summary>Starts it, and waits until the import is through.</summary>
    public static async Task<StudioWithSounds> StartAsync(Chromium chromium, int count = 24, string language = "en-GB")
    {
        var browser = chromium.Require();
        var sounds = new DrumSounds(count);
        var program = await StudioProgram.StartAsync(data: null, sounds.Path);
        var window = await StudioPage.OpenAsync(browser, program, language: language);
        await Expect(window.Page.Locator(".import-status > .numbers")).ToHaveTextAsync($"{count + 1} {(language.StartsWith("fr", StringComparison.Ordinal) ? "sons" : "sounds")}", new() { Timeout = 60_000 });
        return new StudioWithSounds(sounds, program, window);
    }

    public async ValueTask DisposeAsync()
    {
        await Window.DisposeAsync();
        await Program.DisposeAsync();
        Sounds.Dispose();
    }
}
