using DrumAI.Components.Tests.Gallery;
using DrumAI.EndToEnd;

namespace DrumAI.Components.Tests.Browser;

/// <summary>Keys and what they call.</summary>
public sealed class KeyTests(Chromium chromium, GalleryHost gallery)
{
    [Fact]
    public async Task AKeyCallsItsCommandButNotWhileOneWrites()
    {
        await using var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery);
        await guest.Page.FocusAsync("#field");
        await guest.Page.Keyboard.PressAsync("h");
        await guest.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("h", await guest.Page.InputValueAsync("#field"));
        Assert.Equal("none", await guest.Fact("last"));

        await guest.Page.EvaluateAsync("() => document.activeElement.blur()");
        await guest.Page.Keyboard.PressAsync("h");
        await guest.FactBecomes("last", "heart");
    }

    [Fact]
    public async Task AKeyThatAlsoWorksInTextDoes()
    {
        await using var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery);
        await guest.Page.FocusAsync("#field");
        await guest.Page.Keyboard.PressAsync("Escape");

        await guest.FactBecomes("last", "stop");
    }

    [Fact]
    public async Task AButtonKeepsTheKeyThatPressesIt()
    {
        await using var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery);
        await guest.Page.FocusAsync("#theme");
        await guest.Page.Keyboard.PressAsync("Space");
        await guest.Page.WaitForSelectorAsync(".stage[data-theme=light]");

        Assert.Equal("none", await guest.Fact("last"));
    }

    [Fact]
    public async Task TheListsEndIsItsEnd()
    {
        await using var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery);
        await guest.Page.Keyboard.PressAsync("ArrowDown");
        await guest.FactBecomes("focused", "1");
        await guest.Page.Keyboard.PressAsync("ArrowUp");
        await guest.FactBecomes("last", "previous");

        Assert.Equal("1", await guest.Fact("focused"));
        await guest.Page.Keyboard.PressAsync("Space");
        await guest.Page.WaitForFunctionAsync("() => drumai.sound.trace.length === 2 && drumai.sound.trace.every((s) => s.id === 1)");
    }

    [Fact]
    public async Task TheNextKeyIsTakenForBindingInsteadOfDoingWhatItDoes()
    {
        await using var guest = await GalleryGuest.ArriveAsync(chromium.Require(), gallery);
        var taken = guest.Page.EvaluateAsync<string>("() => drumai.keys.capture()");
        await guest.Page.WaitForFunctionAsync("() => true");
        await guest.Page.Keyboard.PressAsync("Control+Shift+K");
        Assert.Equal("Ctrl+Shift+K", await taken);

        var other = guest.Page.EvaluateAsync<string>("() => drumai.keys.capture()");
        await guest.Page.WaitForFunctionAsync("() => true");
        await guest.Page.Keyboard.PressAsync("h");
        Assert.Equal("H", await other);
        Assert.Equal("none", await guest.Fact("last"));
    }
}
