using DrumAI.Audio;
using DrumAI.Search;

namespace DrumAI.Tests.Search;

public sealed class SoundTableTests
{
    private readonly SoundTableBuilder builder = new();

    [Fact]
    public void BrightIsBrightForItsClass()
    {
        // Every kick is darker than every hat.
        for (int i = 0; i < 10; i++) Add(1 + i, "Kick", brightness: 10 + i);
        for (int i = 0; i < 10; i++) Add(11 + i, "Hat", "Hat_Open", brightness: 50 + i);

        Assert.Equal([10, 9, 8, 7, 6], Find("bright kick"));
        Assert.Equal([1, 2, 3, 4, 5], Find("dark kick"));
        Assert.Equal([10, 9], Find("very bright kick"));
        Assert.Equal([10, 20], Find("very bright", 2));
        Assert.Equal([1, 2, 3, 4, 5], Find("kick -bright").Order());
    }

    [Fact]
    public void SubclassIsComparedWithItsLikes()
    {
        for (int i = 0; i < 4; i++) Add(1 + i, "Hat", "Hat_Open", seconds: 1 + i);
        for (int i = 0; i < 4; i++) Add(5 + i, "Hat", "Hat_Close", seconds: 0.1f + 0.01f * i);

        Assert.Equal([1, 2], Find("short open hat"));
        Assert.Equal([5, 6, 7, 8], Find("short hat"));
    }

    [Fact]
    public void OneTableAnswersOneQueryAfterAnother()
    {
        for (int i = 0; i < 4; i++) Add(1 + i, "Kick", brightness: i);
        for (int i = 0; i < 4; i++) Add(5 + i, "Hat", i < 2 ? "Hat_Open" : "Hat_Close", brightness: i);
        var table = Table();

        foreach (var (text, ids) in new[] { ("bright kick", new long[] { 4, 3 }), ("bright open hat", [6]), ("bright hat", [8, 7]), ("bright", [4, 8, 3, 7]) })
            Assert.Equal(ids, table.Find(TextQuery.Parse(text), null, 10).Best.Select(f => f.Id));
    }

    [Fact]
    public void RankCountsEqualsHalf()
    {
        for (int i = 0; i < 3; i++) Add(1 + i, "Kick", brightness: 5);
        Add(4, "Kick", brightness: 6);

        var found = Table().Find(TextQuery.Parse("bright"), null, 10).Best;

        // Three of four are equal and lie at 3/8; above them, the fourth at 7/8.
        Assert.Equal([new ScoredId(4, 0.875f)], found);
    }

    [Fact]
    public void WhatIsNotMeasuredIsNeitherBrightNorDark()
    {
        Add(1, "Kick");
        Add(2, null, brightness: 5);

        Assert.Empty(Find("bright"));
        Assert.Empty(Find("dark"));
        Assert.Equal([1, 2], Find("-bright"));
    }

    [Fact]
    public void WordOfSeveralMeasuresTakesTheirMean()
    {
        Add(1, "Kick", hardness: 1, level: -20, attack: 0.1f);
        Add(2, "Kick", hardness: 2, level: -10, attack: 0.01f);
        Add(3, "Kick", hardness: 3, level: -3, attack: 0.001f);

        Assert.Equal([3], Find("very punchy kick"));
        Assert.Equal([3, 2], Find("punchy kick"));
    }

    [Fact]
    public void ClassesAndSubclassesAreFiltered()
    {
        Add(1, "Kick");
        Add(2, "Snare", "Snare_Rim");
        Add(3, "Snare", "Snare_On");
        Add(4, null);

        Assert.Equal([2, 3], Find("snare"));
        Assert.Equal([2], Find("rim"));
        Assert.Equal([3], Find("snare -rim"));
        Assert.Equal([1, 2], Find("kick rim"));
        Assert.Equal([1, 4], Find("-snare"));
        Assert.Equal([1, 2, 3, 4], Find(""));
    }

    [Fact]
    public void SurerClassComesFirst()
    {
        Add(1, "Kick", confidence: 0.5f);
        Add(2, "Kick", confidence: 0.9f);

        Assert.Equal([2, 1], Find("kick"));
        Assert.Equal([1, 2], Find("is:oneshot"));
    }

    [Theory]
    [InlineData("len<0.3", new long[] { 1 })]
    [InlineData("len<=0.3", new long[] { 1, 2 })]
    [InlineData("len>0.3", new long[] { 3 })]
    [InlineData("len:0.2-0.3", new long[] { 2 })]
    public void LengthsAreLimited(string text, long[] ids)
    {
        Add(1, "Kick", seconds: 0.1f);
        Add(2, "Kick", seconds: 0.3f);
        Add(3, "Kick", seconds: 0.5f);
        Add(4, "Kick");

        Assert.Equal(ids, Find(text));
    }

    [Fact]
    public void KindAndFavouritesAreFiltered()
    {
        Add(1, "Kick", kind: SoundKind.Loop);
        Add(2, "Kick", isFavourite: true);
        Add(3, "Kick", kind: null);

        Assert.Equal([1], Find("loop"));
        Assert.Equal([2], Find("one-shot"));
        Assert.Equal([2], Find("is:favourite"));
        Assert.Equal([1, 3], Find("-is:favourite"));
    }

    [Fact]
    public void LookupFiltersAndScores()
    {
        for (int i = 1; i <= 4; i++) Add(i, "Kick", confidence: 1);
        var table = Table();
        var lookup = new SearchLookup(table);
        lookup.Require([1, 2, 3, 99]);
        lookup.Exclude([3]);
        lookup.ScoreNames([1, 2, 4], 0.6f);
        lookup.ScoreNames([2], 1);

        var found = table.Find(TextQuery.Parse("kick 808"), lookup, 10);

        Assert.Equal(2, found.Count);
        Assert.Equal([new ScoredId(2, 1), new ScoredId(1, 0.8f)], found.Best);
    }

    [Fact]
    public void BestAreFoundAndAllAreCounted()
    {
        for (int i = 1; i <= 1000; i++) Add(i, "Kick", brightness: i * 7919 % 1000);

        var found = Table().Find(TextQuery.Parse("bright"), null, 3);

        Assert.Equal(500, found.Count);
        Assert.Equal(3, found.Best.Count);
        Assert.All(found.Best, f => Assert.InRange(f.Id * 7919 % 1000, 997, 999));
    }

    [Fact]
    public void RowsComeInTheOrderOfTheirIds()
    {
        Add(5, "Kick");

        Assert.Throws<ArgumentException>(() => Add(5, "Kick"));
    }

    private void Add(
        long id, string? name, string? subclass = null, float confidence = 0.9f, SoundKind? kind = SoundKind.OneShot, bool isFavourite = false,
        float brightness = float.NaN, float seconds = float.NaN, float hardness = float.NaN, float level = float.NaN, float attack = float.NaN)
    {
        float[] measures = [.. Enumerable.Repeat(float.NaN, SoundTable.MeasureCount)];
        measures[(int)SoundMeasure.Brightness] = brightness;
        measures[(int)SoundMeasure.Length] = seconds;
        measures[(int)SoundMeasure.Hardness] = hardness;
        measures[(int)SoundMeasure.Loudness] = level;
        measures[(int)SoundMeasure.Attack] = attack;
        builder.Add(id, name, subclass, confidence, kind, isFavourite, measures);
    }

    private SoundTable Table() => builder.Build();

    private IEnumerable<long> Find(string text, int count = 100) => Table().Find(TextQuery.Parse(text), null, count).Best.Select(f => f.Id);
}
