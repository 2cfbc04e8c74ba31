using System.Globalization;
using Bunit;
using DrumAI.Components.Charts;

namespace DrumAI.Components.Tests.Charts;

public sealed class TimbreRadarTests : ComponentContext
{
    private static readonly RadarMeasure[] Measures = [new("Hardness", 1, "92"), new("Depth", 0.5, "41"), new("Warmth", double.NaN, "unknown"), new("Sharpness", 7, "99")];

    [Fact]
    public void ArmsStandClockwiseFromTheTopAndEndAtTheirValues()
    {
        var points = Render<TimbreRadar>(p => p.Add(c => c.Measures, Measures)).Find(".drum-radar-shape").GetAttribute("points")!
            .Split(' ').Select(p => p.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()).ToList();

        Assert.Equal([0, -72], points[0], (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Equal([36, 0], points[1], (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Equal([0, 0], points[2], (a, b) => Math.Abs(a - b) < 0.01);
        // A value past the rim is held at it.
        Assert.Equal([-72, 0], points[3], (a, b) => Math.Abs(a - b) < 0.01);
    }

    [Fact]
    public void WhatIsNotKnownHasNoDotAndIsSaid()
    {
        var radar = Render<TimbreRadar>(p => p.Add(c => c.Measures, Measures));

        Assert.Equal(3, radar.FindAll("circle").Count);
        Assert.Equal("Timbre: Hardness 92, Depth 41, Warmth unknown, Sharpness 99", radar.Find("svg").GetAttribute("aria-label"));
    }
}
