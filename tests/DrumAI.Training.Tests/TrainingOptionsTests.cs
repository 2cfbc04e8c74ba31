namespace DrumAI.Training.Tests;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void ChangesAreMadeByNameInWhateverCase()
    {
        var changed = new TrainingOptions().With(["dropout=0.4", "WIDTH=48"]);
        Assert.Equal(new TrainingOptions { Dropout = 0.4, Width = 48 }, changed);
    }

    [Theory]
    [InlineData("drop=0.4", "There is no option drop")]
    [InlineData("dropout", "is a number")]
    [InlineData("dropout=much", "is a number")]
    [InlineData("width=1.5", "is a whole number")]
    public void WhatMakesNoSenseIsSaid(string change, string expected)
    {
        var error = Assert.Throws<FormatException>(() => new TrainingOptions().With([change]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
