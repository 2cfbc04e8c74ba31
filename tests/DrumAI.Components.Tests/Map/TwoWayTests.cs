using DrumAI.Components.Map;

namespace DrumAI.Components.Tests.Map;

public sealed class TwoWayTests
{
    private readonly TwoWay<IReadOnlyList<int>> value = new([], SameIds.Comparer);

    [Fact]
    public void WordOfThePageStands()
    {
        Assert.Equal([1, 2], value.Hear([1, 2]));
        Assert.Empty(value.Hear([]));
    }

    [Fact]
    public void SameAgainUndoesNothingThatThePersonDid()
    {
        value.Hear([1]);
        value.Tell([1, 2]);
        Assert.Equal([1, 2], value.Hear([1]));
    }

    [Fact]
    public void EchoOfAnEarlierDoingDoesNotUndoALaterOne()
    {
        value.Tell([1]);
        value.Tell([1, 2]);
        Assert.Equal([1, 2], value.Hear([1]));
        Assert.Equal([1, 2], value.Hear([1, 2]));
        // That was the last echo: what comes now is the page's word.
        Assert.Equal([1], value.Hear([1]));
    }

    [Fact]
    public void PageMaySayOtherwiseAtAnyTime()
    {
        value.Tell([1]);
        Assert.Equal([9], value.Hear([9]));
        Assert.Equal([1], value.Hear([1]));
    }
}
