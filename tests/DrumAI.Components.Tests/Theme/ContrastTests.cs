using DrumAI.Components.Classes;
using DrumAI.Components.Theme;

namespace DrumAI.Components.Tests.Theme;

/// <summary>WCAG 2.2, level AA: text 4.5 to 1 (1.4.3), marks, edges of fields and the focus 3 to 1 (1.4.11), in both themes.</summary>
public sealed class ContrastTests
{
    private static readonly string[] Grounds = ["background", "panel", "raised", "selection"];
    private static readonly string[] Texts = ["text", "text-muted", "accent-text", "good", "warning", "bad"];

    public static TheoryData<string, string, string> TextPairs =>
        [.. from theme in new[] { "dark", "light" } from text in Texts from ground in Grounds select (theme, text, ground)];

    public static TheoryData<string, string> ClassMarks => [.. from theme in new[] { "dark", "light" } from name in ClassColours.Names select (theme, name)];

    [Theory]
    [MemberData(nameof(TextPairs))]
    public void TextCanBeReadOnEveryGround(string theme, string text, string ground)
    {
        var colours = Of(theme);
        AtLeast(4.5, colours[text], colours[ground]);
    }

    [Theory]
    [MemberData(nameof(ClassMarks))]
    public void MarksOfClassesStandOutFromMapAndList(string theme, string name)
    {
        string mark = ClassColours.Of(name).Colour(theme == "dark");
        AtLeast(3, mark, Of(theme)["background"]);
        AtLeast(3, mark, Of(theme)["panel"]);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void EdgesOfFieldsButtonsAndTheFocusCanBeSeen(string theme)
    {
        var colours = Of(theme);
        foreach (string ground in new[] { "background", "panel" })
        {
            AtLeast(3, colours["line-strong"], colours[ground]);
            AtLeast(3, colours["accent-text"], colours[ground]);
            AtLeast(3, colours["accent"], colours[ground]);
        }
        AtLeast(4.5, colours["on-accent"], colours["accent"]);
    }

    [Theory]
    [MemberData(nameof(ClassMarks))]
    public void LettersCanBeReadOnTheirTintedChip(string theme, string name)
    {
        var colours = Of(theme);
        // components.css mixes 18 % of the class into the panel.
        AtLeast(4.5, colours["text"], Mixed(ClassColours.Of(name).Colour(theme == "dark"), colours["panel"], 0.18));
    }

    [Fact]
    public void BothThemesNameTheSameColours() => Assert.Equal(TokenSheet.Default.Dark.Keys.Order(StringComparer.Ordinal), TokenSheet.Default.Light.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void BlackOnWhiteIsTwentyOne() => Assert.Equal(21, Contrast.Ratio("#000000", "#FFFFFF"), 6);

    private static IReadOnlyDictionary<string, string> Of(string theme) => theme == "dark" ? TokenSheet.Default.Dark : TokenSheet.Default.Light;

    private static void AtLeast(double ratio, string mark, string ground) =>
        Assert.True(Contrast.Ratio(mark, ground) >= ratio, $"{mark} on {ground} is {Contrast.Ratio(mark, ground):0.00} to 1, not {ratio}.");

    private static string Mixed(string over, string under, double share) => "#" + string.Concat(Enumerable.Range(0, 3).Select(i =>
        ((int)Math.Round(share * Convert.ToInt32(over.Substring(1 + 2 * i, 2), 16) + (1 - share) * Convert.ToInt32(under.Substring(1 + 2 * i, 2), 16))).ToString("X2")));
}
