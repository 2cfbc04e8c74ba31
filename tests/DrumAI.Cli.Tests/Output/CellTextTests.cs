using DrumAI.Cli.Output;
using Spectre.Console;

namespace DrumAI.Cli.Tests.Output;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("kick.wav", 10, "kick.wav  ")]
    [InlineData("kick.wav", 8, "kick.wav")]
    [InlineData("drums/kick.wav", 8, "…ick.wav")]
    public void PathsKeepTheirEnd(string path, int width, string expected) => Assert.Equal(expected, CellText.FitPath(path, width));

    [Theory]
    [InlineData("太鼓の音/太鼓.wav", 9)]
    [InlineData("太鼓の音/太鼓.wav", 10)]
    [InlineData("🥁🥁🥁🥁.wav", 7)]
    [InlineData("été/charleston.wav", 12)]
    public void PathsTakeExactlyTheirCells(string path, int width) => Assert.Equal(width, CellText.FitPath(path, width).GetCellWidth());

    [Fact]
    public void CommandsToTheTerminalAreNotPassedOn() =>
        Assert.Equal("a\ufffd[31mb\ufffdc\ufffd", CellText.Printable("a\e[31mb\nc\u009b"));
}
