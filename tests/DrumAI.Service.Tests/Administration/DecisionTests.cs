using DrumAI.Data;
using DrumAI.Service.Administration;
using DrumAI.Service.Consensus;
using DrumAI.Service.Corrections;
using DrumAI.Service.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Tests.Administration;

public abstract class DecisionTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task DecisionStandsAboveTheVotesUntilItIsTakenBack()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        var decisions = await DecisionsAsync(own.Database);
        var sound = MadeSounds.NewFingerprint();
        TestUser ann = await own.CreateUserAsync(), bob = await own.CreateUserAsync(), eve = await own.CreateUserAsync();
        foreach (var user in new[] { ann, bob }) await user.Client.CorrectAsync(MadeSounds.Correct(sound, "Bell"), Cancellation);
        await using var context = own.Database.CreateContext();
        long id = (await context.Samples.SingleAsync(Cancellation)).Id;
        int gong = await ClassAsync(context, "Gong"), bell = await ClassAsync(context, "Bell");
        Assert.Equal((bell, null), await LabelAsync(context, id));

        Assert.True(await decisions.DecideAsync(id, gong, null, "Ada"));
        Assert.Equal(gong, (await LabelAsync(context, id))?.ClassId);
        // Votes that come later change nothing, and are held against it.
        await eve.Client.CorrectAsync(MadeSounds.Correct(sound, "Bell"), Cancellation);
        var label = await context.Consensus.SingleAsync(c => c.SampleId == id, Cancellation);
        Assert.Equal((gong, 1f, 0), (label.ClassId, label.Confidence, label.Voters));
        Assert.All(await context.ClassVotes.ToListAsync(Cancellation), v => Assert.Equal((gong, 1f), (v.CreditedClassId, v.Credit)));
        Assert.Equal(0, (await ann.Client.GetUserAsync(Cancellation)).Agreed);

        Assert.True(await decisions.DecideAsync(id, null, null, "Ada"));
        Assert.Equal((bell, null), await LabelAsync(context, id));
        Assert.Equal(1, (await ann.Client.GetUserAsync(Cancellation)).Agreed);
        Assert.Equal([gong, null], await context.Decisions.OrderBy(d => d.Id).Select(d => d.ClassId).ToListAsync(Cancellation));
        Assert.Equal(
            [("Ada", "label.decide", "Bell", "Gong"), ("Ada", "label.take-back", "Gong", "Bell")],
            (await context.AuditEntries.OrderBy(e => e.Id).ToListAsync(Cancellation)).Select(e => (e.Actor, e.Action, e.Before!, e.After!)));
    }

    [Fact]
    public async Task SoundWithoutVotesCanBeDecidedAndNoSoundCannot()
    {
        await using var own = await RunningService.StartAsync(Kind, Server);
        var decisions = await DecisionsAsync(own.Database);
        var user = await own.CreateUserAsync();
        var correction = MadeSounds.Correct(MadeSounds.NewFingerprint(), "Hat");
        await user.Client.ContributeAsync(
            new() { Fingerprint = correction.Fingerprint, Predicted = correction.Predicted!, Features = correction.Features!, FrontEnd = correction.FrontEnd }, Cancellation);
        await using var context = own.Database.CreateContext();
        long id = (await context.Samples.SingleAsync(Cancellation)).Id;
        int hat = await ClassAsync(context, "Hat"), open = (await context.Subclasses.SingleAsync(s => s.Name == "Hat_Open", Cancellation)).Id;

        Assert.True(await decisions.DecideAsync(id, hat, open, "Ada"));
        Assert.False(await decisions.DecideAsync(id + 1, hat, open, "Ada"));

        Assert.Equal((hat, (int?)open), await LabelAsync(context, id));
        Assert.Single(context.AuditEntries);
    }

    private static async Task<SampleDecisions> DecisionsAsync(DrumDatabase database)
    {
        var taxonomy = await TaxonomyIds.LoadAsync(database, Cancellation);
        var ledgers = new VoteLedgerFactory(new ServiceOptions { Database = database.ConnectionString, Consensus = ConsensusOptions.Default }, taxonomy);
        return new SampleDecisions(database, ledgers, taxonomy, TimeProvider.System);
    }

    private static async Task<int> ClassAsync(DrumDataContext context, string name) => (await context.Classes.SingleAsync(c => c.Name == name, Cancellation)).Id;

    private static async Task<(int ClassId, int? SubclassId)?> LabelAsync(DrumDataContext context, long id) =>
        await context.Consensus.Where(c => c.SampleId == id).Select(c => new { c.ClassId, c.SubclassId }).SingleOrDefaultAsync(Cancellation) is { } label
            ? (label.ClassId, label.SubclassId) : null;

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : DecisionTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : DecisionTests(hosts, server, DatabaseKind.Postgres);
}
