using DrumAI.Components.Classes;
using DrumAI.Studio.Commands;
using DrumAI.Studio.Library;
using DrumAI.Studio.Settings;
using DrumAI.Taxonomy;
using Microsoft.AspNetCore.Components.Web;

namespace DrumAI.Studio.Tests.Commands;

public sealed class StudioCommandsTests
{
    private static readonly ClassLegend Legend = new([("Finger pop", ClassColours.Own("Finger pop", "#e93d82"))]);

    [Fact]
    public void NoTwoCommandsShareAKeyOrAName()
    {
        var commands = StudioCommands.All(Legend);
        Assert.Distinct(commands.Select(c => c.Name));
        Assert.Distinct(commands.SelectMany(c => c.Chords));
    }

    [Fact]
    public void ClassesThatHaveKeysAreInTheTaxonomy()
    {
        var taxonomy = DrumTaxonomy.Default;
        foreach (string name in StudioCommands.All(new ClassLegend([])).Select(c => c.ClassName).OfType<string>())
            Assert.True(taxonomy.IndexOfClass(name) >= 0 || taxonomy.IndexOfSubclass(name) >= 0, name);
    }

    [Fact]
    public void KeyThatIsGivenAwayIsTakenFromWhoHadIt()
    {
        var settings = new StudioSettings { Keys = new Dictionary<string, IReadOnlyList<string>> { ["class:Finger pop"] = ["K"] } };
        var bindings = StudioCommands.BindingsOf(settings, Legend);
        Assert.Equal("class:Finger pop", Assert.Single(bindings, b => b.Chord == "K").Command);
        Assert.Equal("class:Kick", Assert.Single(bindings, b => b.Chord == "1").Command);
    }

    [Fact]
    public void KeysThatMustBeInstantActInTheBrowser()
    {
        var bindings = StudioCommands.BindingsOf(new StudioSettings(), Legend).ToDictionary(b => b.Chord, b => b.Instant);
        Assert.Equal("next", bindings["ArrowDown"]);
        Assert.Equal("previous", bindings["ArrowUp"]);
        Assert.Equal("replay", bindings["Space"]);
        Assert.Equal("stop", bindings["Escape"]);
    }

    [Theory]
    [InlineData("z", true, false, "Ctrl+Z")]
    [InlineData("?", false, true, "?")]
    [InlineData("A", false, true, "Shift+A")]
    [InlineData(" ", false, false, "Space")]
    [InlineData("ArrowDown", false, true, "Shift+ArrowDown")]
    [InlineData("1", false, false, "1")]
    public void KeysAreNamedAsTheBrowsersPartNamesThem(string key, bool ctrl, bool shift, string chord) =>
        Assert.Equal(chord, KeyChord.Of(new KeyboardEventArgs { Key = key, CtrlKey = ctrl, ShiftKey = shift }));
}
