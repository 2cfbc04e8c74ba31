using System.Text.Json;
using DrumAI.Components.Tests.Gallery;
using DrumAI.EndToEnd;

namespace DrumAI.Components.Tests.Browser;

/// <summary>The sound engine in a real browser: what it schedules, and what comes out of its graph, rendered offline.</summary>
public sealed class SoundTests(Chromium chromium, GalleryHost gallery)
{
    [Fact]
    public async Task AKeyHasStartedItsPreloadedSoundBeforeItsEventIsOver()
    {
        await using var guest = await ArriveAsync();
        await Preload(guest, 1, 2);
        var start = (await guest.Page.EvaluateAsync("""
            () => {
              const before = drumai.sound.trace.length;
              document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
              return drumai.sound.trace.length === before + 1 ? drumai.sound.trace.at(-1) : null;
            }
            """))!.Value;

        Assert.Equal(JsonValueKind.Object, start.ValueKind);
        Assert.True(start.GetProperty("preloaded").GetBoolean());
        // Scheduled for now on the audio clock, not for later.
        Assert.InRange(start.GetProperty("startTime").GetDouble() - start.GetProperty("contextTime").GetDouble(), -0.02, 0.02);
        await guest.FactBecomes("playing", start.GetProperty("id").GetInt32().ToString());
    }

    [Fact]
    public async Task ARealKeyGoesTheSameWay()
    {
        await using var guest = await ArriveAsync();
        await Preload(guest, 1, 2);
        await guest.Page.Keyboard.PressAsync("ArrowDown");
        await guest.FactBecomes("focused", "1");
        await guest.Page.Keyboard.PressAsync("ArrowDown");
        await guest.FactBecomes("focused", "2");

        Assert.Equal([1, 2], (await guest.Trace()).Select(s => s.GetProperty("id").GetInt32()));
        Assert.All(await guest.Trace(), s => Assert.True(s.GetProperty("preloaded").GetBoolean()));
        Assert.Equal(0.003, (await guest.Trace())[1].GetProperty("cutSeconds").GetDouble(), 6);
    }

    [Fact]
    public async Task ANewSoundCutsTheOldWithoutAClickAndOnlyOneSounds()
    {
        await using var guest = await ArriveAsync();
        var heard = (await Render(guest, """
            engine.setMatch(false);
            at(0.1, () => engine.play(101));
            // A quarter of a period later the first sine is at its peak: where a cut without a fade would click loudest.
            at(0.1 + 20.25 / 200, () => engine.play(102));
            """, seconds: 0.5))!.Value;
        float[] samples = [.. heard.EnumerateArray().Select(s => s.GetSingle())];

        float largest = samples.Zip(samples.Skip(1), (a, b) => Math.Abs(b - a)).Max();
        // A sine of 200 Hz and amplitude 0.5 moves by 0.0142 from sample to sample at most; the fade adds 0.5 / 132; a hard cut is 0.5.
        Assert.InRange(largest, 0.01f, 0.03f);
        // 4 ms after the cut the first is silent, and only the second, of half the amplitude, is left.
        Assert.InRange(samples[(int)((0.1 + 20.25 / 200 + 0.01) * 44100)..(int)(0.4 * 44100)].Max(), 0.24f, 0.26f);
    }

    [Fact]
    public async Task MatchedSoundsAreEquallyLoudAndNeverPastFullScale()
    {
        await using var guest = await ArriveAsync();
        var heard = (await Render(guest, "engine.configure({ url: 'none', targetLufs: -20 }); add(101, 200, 0.9); add(102, 200, 0.02); at(0.1, () => engine.play(101)); at(0.5, () => engine.play(102));", seconds: 1))!.Value;
        float[] samples = [.. heard.EnumerateArray().Select(s => s.GetSingle())];

        double first = Rms(samples, 0.15, 0.35), second = Rms(samples, 0.55, 0.75);
        Assert.InRange(20 * Math.Log10(second / first), -0.3, 0.3);
        Assert.InRange(samples.Max(Math.Abs), 0.05f, 1f);
    }

    [Fact]
    public async Task ALoopGoesOnPastItsEndAndVolumeIsTheMastersGain()
    {
        await using var guest = await ArriveAsync();
        var heard = (await Render(guest, "engine.setMatch(false); engine.setVolume(0.5); engine.setLoop(true); at(0.1, () => engine.play(101));", seconds: 1.2))!.Value;
        float[] samples = [.. heard.EnumerateArray().Select(s => s.GetSingle())];

        // The sound lasts 0.4 s; its amplitude is 0.5, and half the fader is a quarter of the amplitude.
        Assert.InRange(samples[(int)(0.8 * 44100)..(int)(1.1 * 44100)].Max(), 0.115f, 0.135f);
    }

    [Fact]
    public async Task WhatWasAskedForLastIsHeardThoughItLoadsFirst()
    {
        await using var guest = await ArriveAsync();
        var gate = new TaskCompletionSource();
        await guest.Page.RouteAsync("**/sounds/700/audio", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await guest.Page.EvaluateAsync("() => { drumai.sound.play(700); drumai.sound.play(701); }");
        await guest.FactBecomes("playing", "701");
        gate.SetResult();
        await guest.Page.WaitForFunctionAsync("() => drumai.sound.isLoaded(700)");

        Assert.DoesNotContain(await guest.Trace(), s => s.GetProperty("id").GetInt32() == 700);
    }

    [Fact]
    public async Task ASoundThatCannotBeLoadedSaysSoAndTheNextOnePlays()
    {
        var guest = await ArriveAsync();
        await guest.Page.RouteAsync("**/sounds/700/audio", route => route.FulfillAsync(new() { Status = 410 }));
        await guest.Page.EvaluateAsync("() => drumai.sound.play(700)");
        await guest.FactBecomes("error", "The sound could not be loaded (HTTP 410).");
        await guest.Page.EvaluateAsync("() => drumai.sound.play(3)");
        await guest.FactBecomes("playing", "3");

        // The browser itself writes a failed request to the console.
        Assert.All(guest.Errors, e => Assert.Contains("410", e, StringComparison.Ordinal));
        await guest.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task EscapeSilences()
    {
        await using var guest = await ArriveAsync();
        await guest.Page.EvaluateAsync("() => drumai.sound.play(1)");
        await guest.FactBecomes("playing", "1");
        await guest.Page.Keyboard.PressAsync("Escape");
        await guest.Page.WaitForSelectorAsync("#facts:not([data-playing])", new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });

        Assert.True(await guest.Page.EvaluateAsync<bool>("() => drumai.sound.playing === undefined"));
    }

    /// <summary>Sounds go on until they are cut, so that a slow machine does not miss them.</summary>
    private async Task<GalleryGuest> ArriveAsync()
    {
        var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery);
        await guest.Page.EvaluateAsync("() => drumai.sound.setLoop(true)");
        return guest;
    }

    private static async Task Preload(GalleryGuest guest, params int[] ids)
    {
        await guest.Page.EvaluateAsync("ids => drumai.sound.preload(ids)", ids);
        await guest.Page.WaitForFunctionAsync("ids => ids.every((id) => drumai.sound.isLoaded(id))", ids);
    }

    /// <summary>Runs an engine on an offline context, where time stands still while it is told what to do, and answers what would be heard.</summary>
    private static Task<JsonElement?> Render(GalleryGuest guest, string script, double seconds) => guest.Page.EvaluateAsync($$"""
        async () => {
          const { SoundEngine } = await import('/_content/DrumAI.Components/js/sound.js');
          const rate = 44100;
          const context = new OfflineAudioContext(1, Math.round(rate * {{seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}}), rate);
          const engine = new SoundEngine(() => context);
          const add = (id, hertz, amplitude) => {
            const buffer = context.createBuffer(1, 0.4 * rate, rate);
            buffer.getChannelData(0).forEach((_, i, all) => (all[i] = amplitude * Math.sin((2 * Math.PI * hertz * i) / rate)));
            engine.keep(id, buffer);
          };
          add(101, 200, 0.5);
          add(102, 200, 0.25);
          const at = (when, act) => context.suspend(when).then(() => { act(); context.resume(); });
          {{script}}
          return Array.from((await context.startRendering()).getChannelData(0));
        }
        """);

    private static double Rms(float[] samples, double from, double to) => Math.Sqrt(samples[(int)(from * 44100)..(int)(to * 44100)].Average(s => (double)s * s));
}
