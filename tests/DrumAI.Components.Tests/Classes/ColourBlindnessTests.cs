using DrumAI.Components.Classes;

namespace DrumAI.Components.Tests.Classes;

/// <summary>Which classes eyes without one kind of cone take for each other by colour. Those are told apart by their letters and names, which stand wherever the colour does.</summary>
public sealed class ColourBlindnessTests
{
    private const double Told = 5;

    /// <summary>The classes that most sounds belong to, each with a hue of its own.</summary>
    private static readonly string[] Main = ["Kick", "Snare", "Clap", "Hat", "Cymbal", "Tom", "Shaken", "Tambourine", "Timpani"];

    public static TheoryData<string, bool, string[]> Eyes => new()
    {
        { "None", true, [] },
        { "None", false, [] },
        { "Protanopia", true, ["Tom Timpani"] },
        { "Protanopia", false, [] },
        { "Deuteranopia", true, ["Kick Shaken", "Snare Tambourine", "Tom Timpani"] },
        { "Deuteranopia", false, [] },
    };

    [Theory]
    [MemberData(nameof(Eyes))]
    public void OnlyThesePairsOfMainClassesNeedTheirLetters(string eye, bool dark, string[] pairs)
    {
        double[,] cones = eye switch { "Protanopia" => ColourBlindness.Protanopia, "Deuteranopia" => ColourBlindness.Deuteranopia, _ => ColourBlindness.None };
        var alike =
            from i in Enumerable.Range(0, Main.Length)
            from j in Enumerable.Range(i + 1, Main.Length - i - 1)
            where ColourBlindness.Difference(ClassColours.Of(Main[i]).Colour(dark), ClassColours.Of(Main[j]).Colour(dark), cones) < Told
            select $"{Main[i]} {Main[j]}";

        Assert.Equal(pairs, alike);
    }

    [Fact]
    public void WhoeverLooksAlikeToAnyEyeHasOtherLetters()
    {
        var names = ClassColours.Names.ToList();
        int alike = 0;
        foreach (double[,] cones in new[] { ColourBlindness.None, ColourBlindness.Protanopia, ColourBlindness.Deuteranopia })
            foreach (bool dark in new[] { true, false })
                foreach (var (a, b) in from a in names from b in names where string.CompareOrdinal(a, b) < 0 select (ClassColours.Of(a), ClassColours.Of(b)))
                    if (ColourBlindness.Difference(a.Colour(dark), b.Colour(dark), cones) < Told)
                    {
                        alike++;
                        Assert.NotEqual(a.Glyph, b.Glyph, StringComparer.OrdinalIgnoreCase);
                    }

        Assert.NotEqual(0, alike);
    }

    /// <summary>Pairs 1, 7 and 25 of Sharma, Wu and Dalal 2005, "The CIEDE2000 color-difference formula", table 1.</summary>
    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, 0, 0, 50, -1, 2, 2.3669)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    public void DifferencesAreThoseOfThePaper(double l1, double a1, double b1, double l2, double a2, double b2, double expected) =>
        Assert.Equal(expected, ColourBlindness.Ciede2000((l1, a1, b1), (l2, a2, b2)), 4);

    [Fact]
    public void GreyLooksGreyToEveryEye()
    {
        var (_, a, b) = ColourBlindness.Lab("#808080", ColourBlindness.Deuteranopia);
        Assert.True(Math.Abs(a) < 0.1 && Math.Abs(b) < 0.1);
    }
}
