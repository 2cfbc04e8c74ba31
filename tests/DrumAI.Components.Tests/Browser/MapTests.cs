using System.Globalization;
using DrumAI.Components.Tests.Gallery;
using DrumAI.EndToEnd;
using Microsoft.Playwright;

namespace DrumAI.Components.Tests.Browser;

/// <summary>The map as a person meets it: pointer, keys, lasso, filters, themes.</summary>
public sealed class MapTests(Chromium chromium, GalleryHost gallery)
{
    [Fact]
    public async Task ArrowsWalkFromSoundToSoundAndPlayThem()
    {
        await using var guest = await ArriveAsync();
        await guest.Page.FocusAsync(".drum-map");
        await guest.Page.Keyboard.PressAsync("ArrowRight");
        string first = await Focused(guest, "");
        await guest.Page.Keyboard.PressAsync("ArrowRight");
        string second = await Focused(guest, first);

        Assert.NotEqual(first, second);
        // The first may still be on its way when the second takes its place.
        Assert.Equal(second, (await guest.Trace())[^1].GetProperty("id").GetInt32().ToString(CultureInfo.InvariantCulture));
        await guest.Page.WaitForFunctionAsync("text => document.querySelector('.drum-map [aria-live]').textContent === text", $"Sound {second}");
    }

    [Fact]
    public async Task TheMapNamesItselfAndItsKeys()
    {
        await using var guest = await ArriveAsync();
        var map = guest.Page.GetByRole(AriaRole.Application, new() { Name = "Sounds" });

        Assert.Equal("map of sounds", await map.GetAttributeAsync("aria-roledescription"));
        Assert.Equal("0", await map.GetAttributeAsync("tabindex"));
        Assert.Contains("Arrow keys", await guest.Page.TextContentAsync("#" + await map.GetAttributeAsync("aria-describedby")), StringComparison.Ordinal);
        Assert.Equal(3, await map.Locator("canvas[aria-hidden=true]").CountAsync());
    }

    [Fact]
    public async Task HoveringHasStartedThePreloadedSoundBeforeTheEventIsOver()
    {
        await using var guest = await ArriveAsync();
        (float x, float y) = await Middle(guest);
        await guest.Page.Mouse.MoveAsync(x, y);
        await guest.Page.WaitForFunctionAsync("() => drumai.sound.trace.length > 0");
        int here = (await guest.Trace())[^1].GetProperty("id").GetInt32();
        // Off the map and back onto the same point, in one task.
        bool started = await guest.Page.EvaluateAsync<bool>("""
            ([x, y]) => {
              const map = document.querySelector('.drum-map');
              map.dispatchEvent(new PointerEvent('pointerleave'));
              const before = drumai.sound.trace.length;
              map.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
              return drumai.sound.trace.length === before + 1 && drumai.sound.trace.at(-1).preloaded;
            }
            """, new double[] { x, y });

        Assert.True(started);
        Assert.Equal(here, (await guest.Trace())[^1].GetProperty("id").GetInt32());
        await guest.Page.WaitForSelectorAsync($".drum-map-card:has-text('Sound {here}')");
    }

    [Fact]
    public async Task ClicksSelectAndCtrlAdds()
    {
        await using var guest = await ArriveAsync("?count=7353");
        (float x, float y) = await Middle(guest);
        await guest.Page.Mouse.ClickAsync(x, y);
        string first = await Selected(guest, count: 1);
        await guest.Page.Keyboard.DownAsync("Control");
        await guest.Page.Mouse.ClickAsync(x + 70, y + 30);
        string both = await Selected(guest, count: 2);
        await guest.Page.Mouse.ClickAsync(x, y);
        string second = await Selected(guest, count: 1);
        await guest.Page.Keyboard.UpAsync("Control");
        await guest.Page.FocusAsync(".drum-map");
        await guest.Page.Keyboard.PressAsync("Enter");
        await Selected(guest, count: 2);

        Assert.Equal(both, $"{first} {second}");
    }

    /// <summary>Both happen before the next frame is drawn, as they do on a busy computer.</summary>
    [Fact]
    public async Task APointerThatComesAndPressesAtOnceDoesNotTakeTheMapAlong()
    {
        await using var guest = await ArriveAsync("?count=7353");
        (float x, float y) = await Middle(guest);
        await guest.Page.Mouse.ClickAsync(x, y);
        string before = await Selected(guest, count: 1);
        await guest.Page.EvaluateAsync(
            """
            async ({ x, y }) => {
              const points = document.querySelector('.drum-map-points');
              const at = (name, buttons) => points.dispatchEvent(new MouseEvent(name, { bubbles: true, buttons, clientX: x, clientY: y }));
              at('mousemove', 0);
              at('mousedown', 1);
              for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
              at('mouseup', 0);
            }
            """,
            new { x = x + 150.0, y = y + 90.0 });
        await guest.Page.Keyboard.DownAsync("Control");
        await guest.Page.Mouse.ClickAsync(x, y);
        await Selected(guest, count: 0);
        await guest.Page.Mouse.ClickAsync(x, y);

        Assert.Equal(before, await Selected(guest, count: 1));
    }

    [Fact]
    public async Task ATakenBackChoiceLeavesNone()
    {
        await using var guest = await ArriveAsync("?count=7353");
        (float x, float y) = await Middle(guest);
        await guest.Page.Mouse.ClickAsync(x, y);
        await Selected(guest, count: 1);
        await guest.Page.Keyboard.DownAsync("Control");
        await guest.Page.Mouse.ClickAsync(x, y);

        Assert.Equal("", await Selected(guest, count: 0));
    }

    [Fact]
    public async Task TheLassoTakesWhatItHoldsAndLeavesWhatIsFaded()
    {
        await using var guest = await ArriveAsync();
        await Lasso(guest);
        int all = (await SelectedNow(guest)).Length;
        await guest.Page.ClickAsync("#odd");
        await guest.Page.ClickAsync("#lasso");
        await guest.Page.WaitForSelectorAsync(".drum-map[data-lasso]");
        await Lasso(guest, shift: false);
        await guest.FactBecomes("lasso", "False");
        int[] odd = await SelectedNow(guest);

        Assert.InRange(all, 100, 1999);
        Assert.All(odd, id => Assert.Equal(1, id % 2));
        Assert.InRange(odd.Length, all / 3, 2 * all / 3);
    }

    [Fact]
    public async Task TheLegendLetsOneClassThrough()
    {
        await using var guest = await ArriveAsync();
        int before = await guest.PaintedPixels();
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Kick" }).ClickAsync();
        await guest.Page.WaitForFunctionAsync("() => document.querySelectorAll('.drum-legend-entry[aria-pressed=true]').length === 1");
        await Lasso(guest);
        int[] kicks = await SelectedNow(guest);

        Assert.NotEmpty(kicks);
        Assert.All(kicks, id => Assert.Equal("Kick", MadeLibrary.Classes[MadeLibrary.ClassOf(id)].Name));
        Assert.InRange(await guest.PaintedPixels(), 1, before / 2);
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "All classes" }).ClickAsync();
        await guest.Page.WaitForFunctionAsync("() => document.querySelectorAll('.drum-legend-entry[aria-pressed=false]').length === 0");
    }

    [Fact]
    public async Task NewSoundsLeaveTheWindowWhereItIs()
    {
        await using var guest = await ArriveAsync();
        await guest.Page.FocusAsync(".drum-map");
        await guest.Page.Keyboard.PressAsync("ArrowUp");
        string focused = await Focused(guest, "");
        for (int i = 0; i < 4; i++) await guest.Page.Keyboard.PressAsync("+");
        await guest.Page.WaitForFunctionAsync("() => / Zoom = [5-9]/.test(document.querySelector('#facts').dataset.view)");
        await guest.Page.Keyboard.PressAsync("Escape");
        await guest.Page.WaitForFunctionAsync("() => drumai.sound.playing === undefined");
        (string? view, double[] ring) = (await guest.Fact("view"), await Ring(guest));
        await guest.Page.ClickAsync("#more");
        await guest.FactBecomes("loaded", "2100");
        await guest.Page.Mouse.MoveAsync(1270, 790);
        await guest.Page.FocusAsync(".drum-map");
        await guest.Page.Keyboard.PressAsync("Enter");
        await Selected(guest, count: 1);

        Assert.Equal(view, await guest.Fact("view"));
        Assert.Equal(focused, await guest.Fact("selected"));
        Assert.Equal(ring, await Ring(guest));
    }

    [Fact]
    public async Task AWindowThatNobodyChoseGrowsWithTheSounds()
    {
        await using var whole = await ArriveAsync("?count=640");
        int all = await whole.PaintedPixels();
        await using var guest = await ArriveAsync("?count=40", painted: 20);
        for (int i = 0; i < 6; i++) await guest.Page.ClickAsync("#more");
        await guest.FactBecomes("loaded", "640");

        // As many points come into the window as if all had been there from the start.
        await guest.MapDrawn(all * 97 / 100);
        Assert.InRange(await guest.PaintedPixels(), all * 97 / 100, all * 103 / 100);
        Assert.Equal("", await guest.Fact("view") ?? "");
    }

    [Fact]
    public async Task AnEmptyMapTeachesAndComesAlive()
    {
        await using var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery, "?count=0");
        await guest.Page.WaitForSelectorAsync(".drum-map-message:has-text('No sounds on the map yet')");
        await guest.Page.ClickAsync("#more");
        await guest.MapDrawn(100);

        Assert.Equal(0, await guest.Page.Locator(".drum-map-message").CountAsync());
    }

    [Fact]
    public async Task AWindowThatTheHostChoosesIsTheOneThatIsShown()
    {
        await using var guest = await ArriveAsync("?count=2000&zoom=4");
        await guest.Page.FocusAsync(".drum-map");
        await guest.Page.Keyboard.PressAsync("+");
        await guest.Page.WaitForFunctionAsync("() => document.querySelector('#facts').dataset.view.includes('Zoom = 6')");
        string view = (await guest.Fact("view"))!;

        Assert.Contains("X = 0.25", view, StringComparison.Ordinal);
        Assert.Contains("Y = -0.125", view, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThemesChangeWithoutAReload()
    {
        await using var guest = await ArriveAsync();
        string kick = "([r, g, b]) => { const c = document.querySelector('.drum-map-points'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0; for (let i = 0; i < d.length; i += 4) if (Math.abs(d[i] - r) + Math.abs(d[i + 1] - g) + Math.abs(d[i + 2] - b) < 12 && d[i + 3] > 150) n++; return n; }";
        int[] dark = [0x6E, 0x56, 0xCF], light = [0x5B, 0x3F, 0xB7];
        Assert.NotEqual(0, await guest.Page.EvaluateAsync<int>(kick, dark));
        await guest.Page.ClickAsync("#theme");
        await guest.Page.WaitForFunctionAsync($"(rgb) => ({kick})(rgb) > 0", light);

        Assert.Equal("rgb(251, 252, 253)", await guest.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.drum-map')).backgroundColor"));
    }

    [Fact]
    public async Task AMapThatLostItsGraphicsComesBack()
    {
        await using var guest = await ArriveAsync(script: """
            window.contexts = [];
            const real = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
              const context = real.call(this, kind, ...rest);
              if (/webgl/.test(kind) && context && !window.contexts.includes(context)) window.contexts.push(context);
              return context;
            };
            """);
        int before = await guest.PaintedPixels();
        await guest.Page.EvaluateAsync("""
            async () => {
              const context = window.contexts.at(-1);
              const lose = context.getExtension('WEBGL_lose_context');
              const lost = new Promise((resolve) => context.canvas.addEventListener('webglcontextlost', resolve, { once: true }));
              lose.loseContext();
              await lost;
              const canvas = document.querySelector('.drum-map-points');
              canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height);
              await new Promise((resolve) => setTimeout(resolve));
              lose.restoreContext();
            }
            """);
        await guest.MapDrawn();

        Assert.InRange(await guest.PaintedPixels(), before * 9 / 10, before * 11 / 10);
    }

    [Fact]
    public async Task ABrowserWithoutWebGlSaysSo()
    {
        await using var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery, script: """
            const real = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return /webgl/.test(kind) ? null : real.call(this, kind, ...rest); };
            """);

        await guest.Page.WaitForSelectorAsync(".drum-map-message:has-text('WebGL is switched off')");
    }

    [Fact]
    public async Task MotionIsLeftOutWhereTheSystemAsksForIt()
    {
        foreach (bool reduced in new[] { true, false })
        {
            await using var guest = await ArriveAsync(reducedMotion: reduced);
            // The glow right at the start of the sound, and 300 ms later, when it is open in any case.
            bool same = await guest.Page.EvaluateAsync<bool>("""
                async () => {
                  const live = document.querySelector('.drum-map-live');
                  drumai.sound.setLoop(true);
                  drumai.sound.preload([7]);
                  while (!drumai.sound.isLoaded(7)) await new Promise((resolve) => setTimeout(resolve, 10));
                  drumai.sound.play(7);
                  const first = live.toDataURL();
                  await new Promise((resolve) => setTimeout(resolve, 300));
                  return live.toDataURL() === first;
                }
                """);

            Assert.Equal(reduced, same);
            Assert.Equal(reduced ? "0ms" : "120ms", await guest.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--drum-motion').trim()"));
        }
    }

    [Fact]
    public async Task AxesPutSoundsWhereTheirMeasuresSay()
    {
        await using var guest = await ArriveAsync("?count=2000&axes=true");
        await guest.Page.FocusAsync(".drum-map");
        await guest.Page.Keyboard.PressAsync("ArrowRight");
        string first = await Focused(guest, "");
        await guest.Page.Keyboard.PressAsync("ArrowRight");
        string second = await Focused(guest, first);

        Assert.True(MadeLibrary.Brightness(int.Parse(second, CultureInfo.InvariantCulture)) > MadeLibrary.Brightness(int.Parse(first, CultureInfo.InvariantCulture)));
    }

    private async Task<GalleryGuest> ArriveAsync(string query = "?count=2000", bool reducedMotion = false, string? script = null, int painted = 500)
    {
        var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery, query, reducedMotion, script);
        await guest.MapDrawn(painted);
        return guest;
    }

    private static async Task<string> Focused(GalleryGuest guest, string before)
    {
        await guest.Page.WaitForFunctionAsync("before => (document.querySelector('#facts').dataset.focused ?? '') !== before", before);
        return (await guest.Fact("focused"))!;
    }

    private static async Task<string> Selected(GalleryGuest guest, int count)
    {
        await guest.Page.WaitForFunctionAsync("count => document.querySelector('#facts').dataset.selected.split(' ').filter(Boolean).length === count", count);
        return (await guest.Fact("selected"))!;
    }

    private static async Task<int[]> SelectedNow(GalleryGuest guest) =>
        [.. (await guest.Fact("selected"))!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    private static async Task<(float X, float Y)> Middle(GalleryGuest guest)
    {
        var box = (await guest.Page.Locator(".drum-map").BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    /// <summary>Where the ring of the focused sound lies in the window: the edges of all that the uppermost layer shows.</summary>
    private static async Task<double[]> Ring(GalleryGuest guest) => await guest.Page.EvaluateAsync<double[]>("""
        () => {
          const live = document.querySelector('.drum-map-live');
          const { data } = live.getContext('2d').getImageData(0, 0, live.width, live.height);
          let [left, right, top, bottom] = [1e9, -1, 1e9, -1];
          for (let y = 0; y < live.height; y++)
            for (let x = 0; x < live.width; x++)
              if (data[4 * (y * live.width + x) + 3] > 8) [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
          return [left, right, top, bottom];
        }
        """);

    /// <summary>A circle around the middle; ends once the page has another selection.</summary>
    private static async Task Lasso(GalleryGuest guest, bool shift = true)
    {
        string? before = await guest.Fact("selected");
        (float x, float y) = await Middle(guest);
        if (shift) await guest.Page.Keyboard.DownAsync("Shift");
        await guest.Page.Mouse.MoveAsync(x + 180, y);
        await guest.Page.Mouse.DownAsync();
        for (int i = 1; i <= 24; i++) await guest.Page.Mouse.MoveAsync(x + 180 * MathF.Cos(i * MathF.Tau / 24), y + 180 * MathF.Sin(i * MathF.Tau / 24));
        await guest.Page.Mouse.UpAsync();
        if (shift) await guest.Page.Keyboard.UpAsync("Shift");
        await guest.Page.WaitForFunctionAsync("before => document.querySelector('#facts').dataset.selected !== before", before);
    }
}
