using DrumAI.Lab.Splits;

namespace DrumAI.Lab.Tests.Splits;

public sealed class SplitTests
{
    [Fact]
    public void EachSideGetsItsShareOfEachLabelAsWholeUnitsAllow()
    {
        var random = new Random(1);
        int[][] units = [.. Enumerable.Range(0, 200).Select(_ => new[] { random.Next(12), random.Next(6), random.Next(10) < 1 ? 3 : 0 })];
        int[] side = Allotment.Deal(units, [0.8, 0.2]);
        for (int label = 0; label < 3; label++)
        {
            double test = units.Where((_, u) => side[u] == 1).Sum(u => u[label]) / (double)units.Sum(u => u[label]);
            Assert.InRange(test, 0.18, 0.22);
        }
    }

    [Theory]
    [InlineData("147-drum-machines", "Roland TR808", "tidal-drum-machines", "RolandTR808")]
    [InlineData("147-drum-machines", "Boss DR Rhythm 550", "tidal-drum-machines", "BossDR550")]
    [InlineData("147-drum-machines", "Yamaha RM 50", "tidal-drum-machines", "YamahaRM50")]
    [InlineData("147-drum-machines", "Alesis HR16", "tidal-drum-machines", "AlesisHR16")]
    [InlineData("147-drum-machines", "Linn LM-1 Original EPROM", "tidal-drum-machines", "LinnDrum")]
    [InlineData("hydrogen-drumkits", "Millo-Drums_v.1", "hydrogen-drumkits", "Millo_MultiLayered2")]
    [InlineData("sf2-timgm6mb", "Standard", "waf-sblive", "kit12")]
    [InlineData("facet-808", "808", "monome-dust", "808")]
    [InlineData("dirt-samples", "bd", "dirt-samples", "sn")]
    public void KinAreOneGroup(string source, string kit, string otherSource, string otherKit)
    {
        var kin = KinRules.Shipped();
        Assert.Equal(kin.GroupOf(source, kit), kin.GroupOf(otherSource, otherKit));
    }

    [Theory]
    [InlineData("147-drum-machines", "Yamaha RX-7", "147-drum-machines", "Yamaha RX17")]
    [InlineData("147-drum-machines", "Roland TR66", "147-drum-machines", "Roland TR77")]
    [InlineData("147-drum-machines", "Kawai R-50", "147-drum-machines", "Kawai R50e")]
    [InlineData("dirt-samples", "bd", "spicule", "bd9")]
    public void StrangersAreNot(string source, string kit, string otherSource, string otherKit)
    {
        var kin = KinRules.Shipped();
        Assert.NotEqual(kin.GroupOf(source, kit), kin.GroupOf(otherSource, otherKit));
    }

    [Fact]
    public void CheckFindsWhatSitsOnBothSides()
    {
        SplitSound[] sounds = [Sound("a/1", "a", 0), Sound("a/2", "a", 0x55), Sound("b/1", "b", 0)];
        var pairs = NearDuplicates.Find(sounds);
        Assert.Equal((0, 2, 0), Assert.Single(pairs));
        var dirty = SplitCheck.Of(sounds, [0, 1, 1], pairs);
        Assert.False(dirty.IsClean);
        Assert.Equal(["a"], dirty.Kits);
        Assert.Equal((0, 2), Assert.Single(dirty.Duplicates));
        Assert.True(SplitCheck.Of(sounds, [0, 0, 0], pairs).IsClean);
        Assert.True(SplitCheck.Of(sounds, [0, 0, null], pairs).IsClean);
    }

    [Fact]
    public void PlansAreCleanAndLeaveOutOnlyWhatHasAKeptTwin()
    {
        // Twenty kits of ten sounds; every kit's last sound is the next kit's first.
        SplitSound[] sounds = [.. Enumerable.Range(0, 200).Select(i => Sound($"kit{i / 10}/{i % 10}", $"kit{i / 10}", Code(i % 10 == 9 ? (i + 1) % 200 : i), i % 2 == 0 ? "Kick" : "Snare"))];
        var pairs = NearDuplicates.Find(sounds);
        Assert.Equal(20, pairs.Count);
        foreach (var plan in (SplitPlan[])[SplitPlan.Stratified("class-80-20", sounds, pairs, s => s.Class), SplitPlan.Folds(sounds, pairs)])
        {
            Assert.True(SplitCheck.Of(sounds, plan.Sides, pairs).IsClean);
            Assert.All(plan.LeftOut, l => Assert.NotNull(plan.Sides[l.Value]));
            Assert.InRange(plan.LeftOut.Count, 1, 20);
            Assert.All(Enumerable.Range(0, 200).Where(i => plan.Sides[i] is null), i => Assert.Contains(i, plan.LeftOut.Keys));
        }
    }

    private static ulong Code(int n) => unchecked((ulong)(n + 1) * 0x9E3779B97F4A7C15);

    private static SplitSound Sound(string path, string kit, ulong bits, string @class = "Kick")
    {
        var random = new Random(unchecked((int)(bits ^ (bits >> 32))));
        var fingerprint = new byte[32];
        random.NextBytes(fingerprint);
        return new SplitSound(path, @class, "", kit, kit, fingerprint);
    }
}
