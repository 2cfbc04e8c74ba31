using System.Globalization;
using Bunit;
using DrumAI.Components.Keys;

namespace DrumAI.Components.Tests.Keys;

public sealed class KeyCapTests : ComponentContext
{
    [Theory]
    [InlineData("H", "", "H")]
    [InlineData("Shift+ArrowDown", "", "Shift + ↓")]
    [InlineData("Ctrl++", "", "Ctrl + +")]
    [InlineData("+", "", "+")]
    [InlineData("Escape", "", "Esc")]
    [InlineData("Ctrl+Alt+F12", "fr", "Ctrl + Alt + F12")]
    [InlineData("Shift+Space", "fr", "Maj + Espace")]
    [InlineData("Delete", "fr", "Suppr")]
    public void SaysWhatStandsOnTheKeys(string chord, string language, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(expected, Render<KeyCap>(p => p.Add(c => c.Chord, chord)).Find("kbd").TextContent);
    }
}
