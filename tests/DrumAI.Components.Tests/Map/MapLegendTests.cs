using Bunit;
using DrumAI.Components.Classes;
using DrumAI.Components.Map;
using Microsoft.AspNetCore.Components.Web;

namespace DrumAI.Components.Tests.Map;

public sealed class MapLegendTests : ComponentContext
{
    private static readonly MapClass[] Classes =
        [new("Kick", "Kick", ClassColours.Of("Kick"), 5), new("Gong", "Gong", ClassColours.Of("Gong"), 0), new("Snare", "Snare", ClassColours.Of("Snare"), 7), new("Hat", "Hi-hat", ClassColours.Of("Hat"), 1)];

    private IReadOnlyList<int>? active;

    [Fact]
    public void AClassWithoutSoundsHasNoEntry() => Assert.Equal(["Kick", "Snare", "Hi-hat"], Legend().FindAll(".drum-legend-label").Select(l => l.TextContent));

    [Fact]
    public void APressShowsOneClassAndTheSamePressAgainAll()
    {
        var legend = Legend();
        Press(legend, 1);
        Assert.Equal([2], active);
        Assert.Equal(["false", "true", "false"], legend.FindAll(".drum-legend-entry").Select(e => e.GetAttribute("aria-pressed")));

        Press(legend, 0);
        Assert.Equal([0], active);
        Press(legend, 0);
        Assert.Null(active);
    }

    [Fact]
    public void CtrlAddsAndTakesAwayAndAllOfThemIsNoFilter()
    {
        var legend = Legend();
        Press(legend, 0);
        Press(legend, 1, ctrl: true);
        Assert.Equal([0, 2], active);
        Press(legend, 0, ctrl: true);
        Assert.Equal([2], active);
        Press(legend, 0, ctrl: true);
        Press(legend, 2, ctrl: true);
        Assert.Null(active);
    }

    private IRenderedComponent<MapLegend> Legend()
    {
        IRenderedComponent<MapLegend>? legend = null;
        legend = Render<MapLegend>(p => p.Add(c => c.Classes, Classes).Add(c => c.ActiveClassesChanged, chosen =>
        {
            active = chosen;
            legend!.Render(q => q.Add(c => c.ActiveClasses, chosen));
        }));
        return legend;
    }

    private static void Press(IRenderedComponent<MapLegend> legend, int entry, bool ctrl = false) =>
        legend.FindAll(".drum-legend-entry")[entry].Click(new MouseEventArgs { CtrlKey = ctrl });
}
