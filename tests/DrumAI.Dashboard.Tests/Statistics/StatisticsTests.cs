using DrumAI.Dashboard.Statistics;
using DrumAI.Dashboard.Submissions;
using DrumAI.Dashboard.Tests.Hosting;
using DrumAI.Data;
using DrumAI.Service.Administration;
using DrumAI.Service.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Tests.Statistics;

public abstract class StatisticsTests(DashboardHosts hosts, PostgresServer server, DatabaseKind kind) : OwnServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task FiguresAndListsAreThoseOfTheVotes()
    {
        TestUser ann = await Service.CreateUserAsync(), bob = await Service.CreateUserAsync(), eve = await Service.CreateUserAsync();
        var (agreed, disputed, alone) = (MadeSounds.NewFingerprint(), MadeSounds.NewFingerprint(), MadeSounds.NewFingerprint());
        foreach (var user in new[] { ann, bob }) await user.Client.CorrectAsync(MadeSounds.Correct(agreed, "Hat", "Hat_Open"), Cancellation);
        await ann.Client.CorrectAsync(MadeSounds.Correct(disputed, "Bell"), Cancellation);
        await bob.Client.CorrectAsync(MadeSounds.Correct(disputed, "Gong"), Cancellation);
        await bob.Client.CorrectAsync(MadeSounds.Correct(disputed, "Cowbell"), Cancellation);
        await eve.Client.CorrectAsync(MadeSounds.Correct(alone, "Kick"), Cancellation);

        var statistics = await Service.Services.GetRequiredService<StatisticsReader>().ReadAsync(isFresh: true, Cancellation);
        Assert.Equal((3, 5, 3, 1, 0), (statistics.Sounds, statistics.Votes, statistics.Accounts, statistics.Settled, statistics.Decided));
        Assert.Equal((1, 0), statistics.Classes.Where(c => c.Class == "Hat").Select(c => (c.Settled, c.Predicted)).Single());
        Assert.Equal((0, 3), statistics.Classes.Where(c => c.Class == "Tom").Select(c => (c.Settled, c.Predicted)).Single());
        Assert.Equal(1, statistics.Subclasses.Single(s => s.Subclass == "Hat_Open").Settled);
        Assert.Equal((3, 6), (statistics.Growth.Points[^1].Sounds, statistics.Growth.Points[^1].Votes));

        var list = Service.Services.GetRequiredService<SubmissionList>();
        Assert.Equal("3, 1, 1, 0", await CountsAsync(list));
        var row = Assert.Single(await list.ReadAsync(SubmissionFilter.Disagreed, null, 0, 10, Cancellation));
        Assert.Equal([("Bell", 1), ("Cowbell", 1)], row.Votes.OrderBy(v => v.Class, StringComparer.Ordinal).Select(v => (v.Class, v.Count)));
        Assert.Null(row.Consensus);

        await using var context = Service.Database.CreateContext();
        int bell = (await context.Classes.SingleAsync(c => c.Name == "Bell", Cancellation)).Id;
        await Service.Services.GetRequiredService<SampleDecisions>().DecideAsync(row.Id, bell, null, Admin);
        Assert.Equal("3, 0, 1, 1", await CountsAsync(list));
        Assert.True((await list.FindAsync(row.Id, Cancellation))!.Consensus!.IsDecided);
        Assert.Equal(2, await list.CountAsync(SubmissionFilter.All, "Bell", Cancellation) + await list.CountAsync(SubmissionFilter.All, "Hat", Cancellation));
    }

    [Fact]
    public async Task VotersAreNumbersOfOneSoundAlone()
    {
        TestUser ann = await Service.CreateUserAsync(), bob = await Service.CreateUserAsync();
        var (first, second) = (MadeSounds.NewFingerprint(), MadeSounds.NewFingerprint());
        await ann.Client.CorrectAsync(MadeSounds.Correct(first, "Bell"), Cancellation);
        await bob.Client.CorrectAsync(MadeSounds.Correct(first, "Gong"), Cancellation);
        await ann.Client.CorrectAsync(MadeSounds.Correct(first, "Gong"), Cancellation);
        await bob.Client.CorrectAsync(MadeSounds.Correct(second, "Kick"), Cancellation);
        await using var context = Service.Database.CreateContext();
        long[] ids = await context.Samples.OrderBy(s => s.Id).Select(s => s.Id).ToArrayAsync(Cancellation);
        var reader = Service.Services.GetRequiredService<SoundReader>();

        var words = (await reader.ReadAsync(ids[0], Cancellation))!.Words;
        Assert.Equal([(1, "Gong"), (2, "Gong"), (1, "Bell")], words.Select(w => (w.Voter!.Value, w.Label!.Class)));
        Assert.Equal(1, Assert.Single((await reader.ReadAsync(ids[1], Cancellation))!.Words).Voter);
        Assert.Null(await reader.ReadAsync(ids[^1] + 1, Cancellation));
    }

    private static async Task<string> CountsAsync(SubmissionList list)
    {
        var counts = new List<int>();
        foreach (var filter in Enum.GetValues<SubmissionFilter>()) counts.Add(await list.CountAsync(filter, null, Cancellation));
        return string.Join(", ", counts);
    }

    public sealed class OnSqlite(DashboardHosts hosts, PostgresServer server) : StatisticsTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(DashboardHosts hosts, PostgresServer server) : StatisticsTests(hosts, server, DatabaseKind.Postgres);
}
