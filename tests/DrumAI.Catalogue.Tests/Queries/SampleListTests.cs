using DrumAI.Audio;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Queries;

namespace DrumAI.Catalogue.Tests.Queries;

/// <summary>What lies in memory follows the catalogue, whoever writes to it.</summary>
public sealed class SampleListTests : IAsyncLifetime
{
    private readonly TestCatalogue test = new();

    public async ValueTask InitializeAsync()
    {
        for (int i = 0; i < 6; i++)
            test.Sounds.Write($"kit {i % 2}/sound {i}.wav", TestSounds.ToWav(new Pcm(TestSounds.Thump(seconds: 0.1 + 0.05 * i), 1, 44100)));
        await test.AddAsync(SampleStage.Classified);
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("UPDATE Samples SET IsFavourite = 1 WHERE Id = 2", true)]
    [InlineData("UPDATE Samples SET LabelClass = 'Tom' WHERE Id IN (1, 3)", true)]
    [InlineData("UPDATE Samples SET PredictedClass = NULL, PredictedConfidence = NULL WHERE Id = 4", true)]
    [InlineData("UPDATE Samples SET Brightness = Id * 7 % 5, Reverb = 1", true)]
    [InlineData("UPDATE Samples SET DurationSeconds = NULL, Kind = 1 WHERE Id = 5", true)]
    [InlineData("UPDATE Files SET IsMissing = 1 WHERE SampleId = 2", true)]
    [InlineData("UPDATE Files SET Path = '/a.wav', Name = 'a' WHERE SampleId = 6", false)]
    [InlineData("UPDATE Samples SET LevelDecibels = -Id; DELETE FROM Samples WHERE Id = 3", false)]
    [InlineData("INSERT INTO Samples (Stage, Path, Name, IsPresent, AddedAt, IsFavourite, MeasureVersion) VALUES (0, '/b.wav', 'b', 1, 0, 0, 0)", false)]
    public void WhatIsWrittenIsSeenAtOnceUnlessSoundsCameWentOrMoved(string sql, bool isSeenAtOnce)
    {
        using var patient = new SampleList(test.Catalogue) { RefreshInterval = TimeSpan.FromDays(1) };
        using var hasty = new SampleList(test.Catalogue) { RefreshInterval = TimeSpan.Zero };
        AssertSame(patient);
        AssertSame(hasty);
        string before = Answers(patient);

        Write(sql);

        AssertSame(hasty);
        if (isSeenAtOnce) AssertSame(patient);
        else Assert.Equal(before, Answers(patient));
        patient.Expire();
        AssertSame(patient);
    }

    [Fact]
    public void MoreChangesThanAreRememberedAreSeenAllTheSame()
    {
        using var list = new SampleList(test.Catalogue) { RefreshInterval = TimeSpan.Zero };
        AssertSame(list);
        Write("UPDATE Samples SET Depth = 5 WHERE Id = 1");
        for (int i = 0; i < 300; i++) Write($"UPDATE Samples SET Depth = {i} WHERE Id > 2");

        AssertSame(list);
        using var connection = test.Catalogue.OpenConnection();
        using var count = new Statement(connection, "SELECT COUNT(*) FROM Changes", 0);
        Assert.Equal(1000L, count.Scalar());
    }

    [Fact]
    public void EditsOfAnyKindAreFollowed()
    {
        var random = new Random(1);
        var edits = new LibraryEdits(test.Catalogue);
        using var list = new SampleList(test.Catalogue) { RefreshInterval = TimeSpan.FromDays(1) };
        for (int i = 0; i < 60; i++)
        {
            long[] some = [.. Enumerable.Range(1, 6).Where(_ => random.Next(2) == 0).Select(id => (long)id)];
            switch (random.Next(4))
            {
                case 0: edits.SetFavourite(some, random.Next(2) == 0); break;
                case 1: edits.SetLabel(some, random.Next(3) == 0 ? null : DrumLabel.Parse(random.Next(2) == 0 ? "Hat_Open" : "Cowbell")); break;
                case 2: edits.ChangeTags(some, ["a"], ["b"]); break;
                default: edits.Undo(); break;
            }

            AssertSame(list);
        }
    }

    [Fact]
    public void WhatDidNotChangeIsShared()
    {
        using var list = new SampleList(test.Catalogue);
        var before = list.ReadColumns();
        Write("UPDATE Samples SET IsFavourite = 1 WHERE Id = 2");
        var after = list.ReadColumns();

        Assert.NotSame(before, after);
        Assert.Same(before.Classes, after.Classes);
        Assert.Same(before.Values[SampleOrder.Length], after.Values[SampleOrder.Length]);
        Assert.False(before.IsFavourite[1]);
        Assert.True(after.IsFavourite[1]);
    }

    private void Write(string sql)
    {
        using var connection = test.Catalogue.OpenConnection();
        using var statement = new Statement(connection, sql, 0);
        statement.Execute();
    }

    private void AssertSame(SampleList list)
    {
        using var context = test.Catalogue.CreateContext();
        foreach (var query in Queries()) Assert.Equal([.. query.ApplyTo(context).Select(s => s.Id)], list.Find(query, 0, 100).Ids);
    }

    private static string Answers(SampleList list) => string.Join('|', Queries().Select(q => string.Join(',', list.Find(q, 0, 100).Ids)));

    private static IEnumerable<SampleQuery> Queries()
    {
        foreach (var order in Enum.GetValues<SampleOrder>())
        {
            yield return new SampleQuery { Order = order };
            yield return new SampleQuery { Order = order, IsDescending = true };
        }

        yield return new SampleQuery { IsFavourite = true };
        yield return new SampleQuery { IsLabelled = true };
        yield return new SampleQuery { Class = "Tom" };
        yield return new SampleQuery { Kind = SoundKind.Loop };
        yield return new SampleQuery { IsMissing = true };
    }
}
