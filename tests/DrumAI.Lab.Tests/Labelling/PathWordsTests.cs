using DrumAI.Lab.Labelling;

namespace DrumAI.Lab.Tests.Labelling;

public sealed class PathWordsTests
{
    [Theory]
    [InlineData("MaxV - HiHat Closed 2", "max v hi hat closed 2")]
    [InlineData("DM5Hat_C04", "dm 5 hat c 04")]
    [InlineData("HHClose1", "hh close 1")]
    [InlineData("CYCdh_K1close_OpHat-03", "cy cdh k 1 close op hat 03")]
    [InlineData("...", "")]
    [InlineData("Grosse-Caisse", "grosse caisse")]
    public void HumpsDigitsAndSignsPartWords(string text, string words) => Assert.Equal(words, PathWords.Of(text));
}
