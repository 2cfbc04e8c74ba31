using DrumAI.Studio.Workspace;

namespace DrumAI.Studio.Tests.Workspace;

public sealed class SoundSelectionTests
{
    [Theory]
    [InlineData(new long[] { }, "")]
    [InlineData(new long[] { 5 }, "5")]
    [InlineData(new long[] { 9, 3, 4, 5, 12 }, "3-5,9,12")]
    public void RunsAreWrittenShort(long[] ids, string text)
    {
        Assert.Equal(text, SoundSelection.Of(ids).ToString());
        Assert.Equal(SoundSelection.Of(ids), SoundSelection.Parse(text));
    }

    [Fact]
    public void WhatIsTooLongForAnAddressIsNotWritten() => Assert.Equal("", SoundSelection.Of(Enumerable.Range(0, 2000).Select(i => (long)i * 2)).ToString());

    [Fact]
    public void AddressesCannotAskForMoreThanAMillion() => Assert.Equal(1_000_000, SoundSelection.Parse("1-999999999999").Count);

    [Fact]
    public void ToggleTwiceIsNothing()
    {
        var some = SoundSelection.Of([1, 2]);
        Assert.False(some.Toggle(2).Contains(2));
        Assert.Equal(some, some.Toggle(7).Toggle(7));
    }
}
