using Bunit;
using DrumAI.Components.Classes;
using DrumAI.Components.Map;

namespace DrumAI.Components.Tests.Map;

/// <summary>What the map tells its script: only what has changed, and a long list as bytes.</summary>
public sealed class TimbreMapTests : ComponentContext
{
    private static readonly MapClass[] Classes = [new("Kick", "Kick", ClassColours.Of("Kick"), 5)];

    private readonly MapScript recorder;

    public TimbreMapTests() => recorder = new MapScript(JSInterop);

    [Fact]
    public void TheFirstRenderMakesTheMapAndLoadsItsPoints()
    {
        Draw();

        Assert.Equal(["load"], recorder.Calls());
    }

    [Fact]
    public void ARenderThatChangesNothingSaysNothing()
    {
        var map = Draw();
        recorder.Forget();
        map.Render(p => p.Add(c => c.Label, "Other name"));

        Assert.Empty(recorder.Calls());
    }

    [Fact]
    public void EachChangeIsToldOnceAndAlone()
    {
        var map = Draw();
        foreach (var (change, call) in new (Action<ComponentParameterCollectionBuilder<TimbreMap>>, string)[]
        {
            (p => p.Add(c => c.VisibleIds, [1, 258]), "setVisible"),
            (p => p.Add(c => c.ActiveClasses, [0]), "setActiveClasses"),
            (p => p.Add(c => c.SelectedIds, [7]), "setSelected"),
            (p => p.Add(c => c.FocusedId, 7), "setFocused"),
            (p => p.Add(c => c.View, new MapView(0, 0, 2)), "setView"),
            (p => p.Add(c => c.Dark, false), "setClasses"),
            (p => p.Add(c => c.HoverPlay, true), "setHoverPlay"),
            (p => p.Add(c => c.Lasso, true), "setLasso"),
            (p => p.Add(c => c.PointsUrl, "points?2"), "load"),
        })
        {
            recorder.Forget();
            map.Render(change);
            Assert.Equal([call], recorder.Calls());
        }
    }

    [Fact]
    public void IdsTravelAsLittleEndianBytes()
    {
        var map = Draw();
        recorder.Forget();
        map.Render(p => p.Add(c => c.VisibleIds, [1, 258]));

        Assert.Equal([1, 0, 0, 0, 2, 1, 0, 0], Assert.IsType<byte[]>(recorder.Arguments("setVisible")[0]));
    }

    [Fact]
    public void PointsOfOtherAxesAreLoadedWithThemInOneStep()
    {
        var map = Draw();
        recorder.Forget();
        map.Render(p => p.Add(c => c.PointsUrl, "points?axes").Add(c => c.XAxis, new MapAxis("Length", 0.01, 10, "s", true)).Add(c => c.YAxis, new MapAxis("Level", -60, 0, "dB")));

        Assert.Equal(["load"], recorder.Calls());
        Assert.NotNull(recorder.Arguments("load")[1]);
    }

    [Fact]
    public async Task TheBrowsersOwnFocusIsNotToldBackToIt()
    {
        IRenderedComponent<TimbreMap>? map = null;
        map = Draw(p => p.Add(c => c.Describe, id => $"Sound {id}").Add(c => c.FocusedIdChanged, id => map!.Render(q => q.Add(c => c.FocusedId, id))));
        recorder.Forget();
        await map.InvokeAsync(() => map.Instance.OnFocusMoved(3));

        Assert.Equal((3, "Sound 3"), (map.Instance.FocusedId, map.Find("[aria-live]").TextContent));
        Assert.Empty(recorder.Calls());
    }

    private IRenderedComponent<TimbreMap> Draw(Action<ComponentParameterCollectionBuilder<TimbreMap>>? more = null) => Render<TimbreMap>(p =>
    {
        p.Add(c => c.PointsUrl, "points?1").Add(c => c.Classes, Classes);
        more?.Invoke(p);
    });
}
