using DrumAI.Search;

namespace DrumAI.Tests.Search;

public sealed class LetterFoldingTests
{
    [Theory]
    [InlineData("Fermé", "ferme")]
    [InlineData("ferme\u0301", "ferme")]
    [InlineData("GÜIRO", "guiro")]
    [InlineData("Cœur", "coeur")]
    [InlineData("Straße", "strasse")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Тёмный", "темныи")]
    [InlineData("ドラム", "トラム")]
    [InlineData("snare 01.wav", "snare 01.wav")]
    public void CaseAndMarksAreTakenOff(string text, string folded) => Assert.Equal(folded, LetterFolding.Fold(text));

    [Fact]
    public void WordsAreRunsOfLettersAndDigits() =>
        Assert.Equal(["tr", "808", "caisse", "claire", "no1", "wav"], LetterFolding.Words("TR-808/Caisse_Claire (No1).wav"));
}
