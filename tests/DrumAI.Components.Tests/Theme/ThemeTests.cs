using DrumAI.Components.Theme;

namespace DrumAI.Components.Tests.Theme;

public sealed class ThemeTests
{
    [Fact]
    public void MudBlazorTakesItsColoursFromTheSheet()
    {
        Assert.Equal(TokenSheet.Default.Dark["background"], DrumAITheme.Default.PaletteDark.Background.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(TokenSheet.Default.Light["text-muted"], DrumAITheme.Default.PaletteLight.TextSecondary.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal("4px", DrumAITheme.Default.LayoutProperties.DefaultBorderRadius);
    }

    [Fact]
    public void TheSheetIsReadByTheme()
    {
        var sheet = TokenSheet.Parse(":root { --drum-radius: 4px; } /* --drum-radius: 9px; */ :root, [data-theme=\"dark\"] { --drum-text: #FFFFFF; } [data-theme=\"light\"] { --drum-text: #000000; } @media x { :root { --drum-radius: 0; } }");

        Assert.Equal(("#FFFFFF", "#000000"), (sheet.Dark["text"], sheet.Light["text"]));
    }
}
