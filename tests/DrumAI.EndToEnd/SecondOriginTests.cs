using System.Net;
using System.Text;
using System.Text.Json;

namespace DrumAI.EndToEnd;

/// <summary>A page of another origin on this very machine, in the same browser, tries to read and to change.</summary>
public sealed class SecondOriginTests(Chromium chromium)
{
    [Fact]
    public async Task PageElsewhereGetsNothingAndChangesNothing()
    {
        await using var studio = await StudioWithSounds.StartAsync(chromium, count: 4);
        var (window, page) = (studio.Window, studio.Window.Page);
        string id = (await page.Locator(".sound-line").First.GetAttributeAsync("data-id"))!;
        string before = await page.Locator(".sound-line .drum-chip-label").First.InnerTextAsync();
        using var elsewhere = Listen(out int port);
        var serving = ServeAsync(elsewhere);
        // One context, one browser: the page elsewhere could use whatever the Studio's page left there.
        var attacker = await window.Page.Context.NewPageAsync();

        await attacker.GotoAsync($"http://127.0.0.1:{port}/");
        string result = await attacker.EvaluateAsync<string>(Attacks, new { studio = studio.Program.Address.GetLeftPart(UriPartial.Authority), id });

        var attempts = JsonSerializer.Deserialize<Dictionary<string, string>>(result)!;
        Assert.Equal(10, attempts.Count);
        Assert.All(attempts, a => Assert.Equal($"{a.Key}: refused", $"{a.Key}: {a.Value}"));
        await window.ReloadAsync();
        Assert.Equal(before, await page.Locator(".sound-line .drum-chip-label").First.InnerTextAsync());
        elsewhere.Stop();
        await serving;
    }

    /// <summary>Each attempt says "refused", or what it got.</summary>
    private const string Attacks = """
        async ({ studio, id }) => {
          const results = {};
          const attempt = async (name, run) => { try { results[name] = await run() ?? 'refused'; } catch { results[name] = 'refused'; } };
          const embed = (tag, set) => new Promise(resolve => {
            const element = document.createElement(tag);
            for (const good of ['load', 'loadeddata', 'canplay']) element.addEventListener(good, () => resolve('loaded'));
            element.addEventListener('error', () => resolve('refused'));
            set(element);
            document.body.append(element);
          });
          const sound = `${studio}/sounds/${id}/audio`;
          await attempt('fetch', async () => (await fetch(sound)).status);
          await attempt('fetch map', async () => (await (await fetch(`${studio}/map/sound`)).arrayBuffer()).byteLength);
          await attempt('post json', async () => (await fetch(`${studio}/_blazor/negotiate?negotiateVersion=1`, { method: 'POST', credentials: 'include' })).status);
          await attempt('post form', async () => (await fetch(`${studio}/`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })).status);
          await attempt('audio', () => embed('audio', a => { a.src = sound; a.load(); }));
          await attempt('image', () => embed('img', i => { i.src = `${studio}/_content/DrumAI.Studio/icon.svg`; }));
          await attempt('script', () => embed('script', s => { s.src = `${studio}/_content/DrumAI.Studio/studio.js`; }));
          await attempt('style', () => embed('link', l => { l.rel = 'stylesheet'; l.href = `${studio}/_content/DrumAI.Studio/shell.css`; }));
          await attempt('frame', async () => {
            const frame = document.createElement('iframe');
            frame.src = studio;
            document.body.append(frame);
            await new Promise(r => frame.addEventListener('load', r));
            // A refused frame shows the browser's own error page, which is of no origin that this page may look into; the Studio's page would set a marker.
            return window.length === 1 && await new Promise(resolve => { addEventListener('message', () => resolve('alive')); setTimeout(() => resolve('refused'), 300); });
          });
          await attempt('socket', () => new Promise(resolve => {
            const socket = new WebSocket(`${studio.replace('http', 'ws')}/_blazor`);
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
          }));
          return JSON.stringify(results);
        }
        """;

    private static HttpListener Listen(out int port)
    {
        for (port = 20000 + Environment.ProcessId % 20000; ; port++)
        {
            // One that could not start is of no more use.
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                // Somebody has the port; the next one.
                listener.Close();
            }
        }
    }

    private static async Task ServeAsync(HttpListener listener)
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                context.Response.ContentType = "text/html";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Elsewhere</title><body>A page of somebody else.</body>"));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
