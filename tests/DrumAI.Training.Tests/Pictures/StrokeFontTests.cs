using DrumAI.Training.Pictures;

namespace DrumAI.Training.Tests.Pictures;

public sealed class StrokeFontTests
{
    private static IEnumerable<char> Printable => Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c);

    [Fact]
    public void EveryPrintableCharacterIsDrawn() => Assert.All(Printable, c => Assert.True(StrokeFont.Has(c), $"{c} is missing"));

    [Fact]
    public void NoTwoCharactersLookAlike()
    {
        var shapes = Printable.Select(c =>
        {
            using var outline = StrokeFont.Outline(c.ToString(), 12);
            return outline.ToSvgPathData();
        });
        Assert.Equal(Printable.Count(), shapes.Distinct().Count());
    }

    [Fact]
    public void StrokesFillTheWidthAndKeepBetweenTopAndDescender()
    {
        foreach (char c in Printable.Where(c => c != ' '))
        {
            using var outline = StrokeFont.Outline(c.ToString(), 12.2f);
            Assert.True(outline.TightBounds.Left >= 0, $"{c}");
            Assert.Equal(StrokeFont.WidthOf(c.ToString(), 12.2f), outline.TightBounds.Right, 1e-4);
            Assert.InRange(outline.TightBounds.Top, -4.5001f, 5);
            Assert.InRange(outline.TightBounds.Bottom, -4, 7.5001f);
        }
    }

    [Fact]
    public void WidthGrowsWithTextAndSize()
    {
        Assert.Equal(0, StrokeFont.WidthOf("", 20));
        Assert.True(StrokeFont.WidthOf("Kicks", 20) > StrokeFont.WidthOf("Kick", 20));
        Assert.Equal(2 * StrokeFont.WidthOf("Kick", 10), StrokeFont.WidthOf("Kick", 20), 1e-4);
    }

    [Fact]
    public void UnknownCharacterIsAQuestionMark() => Assert.Equal(StrokeFont.WidthOf("?", 10), StrokeFont.WidthOf("ß", 10));
}
