using DrumAI.Components.Classes;
using DrumAI.Components.Theme;
using DrumAI.Taxonomy;

namespace DrumAI.Components.Tests.Classes;

public sealed class ClassColoursTests
{
    [Fact]
    public void EveryClassOfTheTaxonomyHasALook() =>
        Assert.Equal(DrumTaxonomy.Default.Classes.Select(c => c.Name).Order(StringComparer.Ordinal), ClassColours.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void LettersAndColoursAreUnique()
    {
        var looks = ClassColours.Names.Select(ClassColours.Of).ToList();

        Assert.Equal(looks.Count, looks.Select(l => l.Glyph).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(looks.Count, looks.Select(l => l.Dark).Distinct().Count());
        Assert.Equal(looks.Count, looks.Select(l => l.Light).Distinct().Count());
    }

    [Theory]
    [InlineData("#000000")]
    [InlineData("#FFFFFF")]
    [InlineData("#13151A")]
    [InlineData("#FFFF00")]
    public void AnOwnClassCanBeToldFromThePageWhateverItsColour(string colour)
    {
        var look = ClassColours.Own("laser zap", colour);

        Assert.Equal("La", look.Glyph);
        Assert.True(Contrast.Ratio(look.Dark, TokenSheet.Default.Dark["panel"]) >= 3);
        Assert.True(Contrast.Ratio(look.Light, TokenSheet.Default.Light["background"]) >= 3);
    }

    [Fact]
    public void AnOwnClassKeepsAColourThatCanBeSeen() => Assert.Equal(("#E5484D", "#E5484D"), (ClassColours.Own("x", "#E5484D").Dark, ClassColours.Own("x", "#E5484D").Light));
}
