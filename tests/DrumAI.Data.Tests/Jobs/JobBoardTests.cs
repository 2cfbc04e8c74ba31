using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using DrumAI.Data.Tests.Databases;

namespace DrumAI.Data.Tests.Jobs;

public abstract class JobBoardTests(PostgresServer server, DatabaseKind kind) : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5), Over = TimeSpan.FromMilliseconds(-1);
    private TestDatabase place = null!;
    private DrumDatabase database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private JobBoard Board => new(database);

    public async ValueTask InitializeAsync()
    {
        place = await TestDatabase.CreateAsync(kind, server);
        database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (database is not null) await database.DisposeAsync();
        place?.Dispose();
    }

    [Fact]
    public async Task ManyWhoQueueAtOnceQueueOneJobAndOfManyWhoTakeOneGetsIt()
    {
        var queued = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Board.EnqueueAsync(JobKind.Retrain, $"reason {i}", cancellation: Cancellation))));
        Assert.Single(queued.Select(j => j.Id).Distinct());

        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Board.TakeAsync($"worker {i}", Long, Cancellation))));
        Assert.Single(leases, l => l is not null);
        Assert.Single(await Board.ListAsync(cancellation: Cancellation));
    }

    [Fact]
    public async Task JobOfALostWorkerIsAnothersAndTheLostOneCanChangeNothingAnyMore()
    {
        await Board.EnqueueAsync(JobKind.Retrain, "test", cancellation: Cancellation);
        var lost = (await Board.TakeAsync("lost", Over, Cancellation))!;
        var found = (await Board.TakeAsync("found", Long, Cancellation))!;

        Assert.Equal((lost.Id, 2), (found.Id, found.Attempt));
        Assert.Null(await Board.TakeAsync("third", Long, Cancellation));
        Assert.False(await lost.RenewAsync("still here", Cancellation));
        Assert.False(await lost.CompleteAsync("{}", Cancellation));
        Assert.False(await lost.FailAsync("oh", isHopeless: true, TimeSpan.Zero, Cancellation));
        Assert.False(await lost.ReleaseAsync());
        await using (var context = database.CreateContext()) await Assert.ThrowsAsync<JobLostException>(() => lost.GuardAsync(context));
        Assert.True(await found.RenewAsync("training", Cancellation));
        Assert.Equal(("found", "training", "The worker lost was lost."), await StateAsync(found.Id));
        Assert.True(await found.CompleteAsync("""{"x":1}""", Cancellation));
        Assert.Equal(JobStatus.Done, (await Board.FindAsync(found.Id, Cancellation))!.Status);
    }

    [Fact]
    public async Task JobIsTriedAsOftenAsItMayAndThenGivenUp()
    {
        var job = await Board.EnqueueAsync(JobKind.Retrain, "test", maxAttempts: 2, Cancellation);
        Assert.True(await (await Board.TakeAsync("a", Long, Cancellation))!.FailAsync("first", isHopeless: false, Over, Cancellation));
        Assert.True(await (await Board.TakeAsync("b", Long, Cancellation))!.FailAsync("second", isHopeless: false, Over, Cancellation));
        Assert.Null(await Board.TakeAsync("c", Long, Cancellation));
        var ended = (await Board.FindAsync(job.Id, Cancellation))!;
        Assert.Equal((JobStatus.Failed, "second", 2), (ended.Status, ended.Error, ended.Attempts));
    }

    [Fact]
    public async Task JobWhoseWorkersAreAllLostIsGivenUp()
    {
        var job = await Board.EnqueueAsync(JobKind.Retrain, "test", maxAttempts: 1, Cancellation);
        await Board.TakeAsync("a", Over, Cancellation);
        Assert.Null(await Board.TakeAsync("b", Long, Cancellation));
        Assert.Equal(JobStatus.Failed, (await Board.FindAsync(job.Id, Cancellation))!.Status);
    }

    [Fact]
    public async Task FailedJobRestsBeforeItIsTriedAgainAndHopelessOnesAreNot()
    {
        var job = await Board.EnqueueAsync(JobKind.Retrain, "test", cancellation: Cancellation);
        await (await Board.TakeAsync("a", Long, Cancellation))!.FailAsync("passing", isHopeless: false, Long, Cancellation);
        Assert.Null(await Board.TakeAsync("b", Long, Cancellation));
        Assert.True(await Board.CancelAsync(job.Id, "an administrator", Cancellation));

        await Board.EnqueueAsync(JobKind.Retrain, "test", cancellation: Cancellation);
        var second = (await Board.TakeAsync("a", Long, Cancellation))!;
        await second.FailAsync("no store", isHopeless: true, Over, Cancellation);
        Assert.Equal(JobStatus.Failed, (await Board.FindAsync(second.Id, Cancellation))!.Status);
    }

    [Fact]
    public async Task StoppedWorkerGivesItsJobBackUntried()
    {
        await Board.EnqueueAsync(JobKind.Retrain, "test", maxAttempts: 1, Cancellation);
        Assert.True(await (await Board.TakeAsync("a", Long, Cancellation))!.ReleaseAsync());
        Assert.Equal(1, (await Board.TakeAsync("b", Long, Cancellation))!.Attempt);
    }

    [Fact]
    public async Task CancelledJobIsNoLongerItsWorkers()
    {
        var job = await Board.EnqueueAsync(JobKind.Retrain, "test", cancellation: Cancellation);
        var lease = (await Board.TakeAsync("a", Long, Cancellation))!;
        Assert.True(await Board.CancelAsync(job.Id, "an administrator", Cancellation));
        Assert.False(await lease.RenewAsync(cancellation: Cancellation));
        Assert.False(await Board.CancelAsync(job.Id, "an administrator", Cancellation));
        Assert.Null(await Board.TakeAsync("b", Long, Cancellation));
    }

    [Fact]
    public async Task OfOneKindOneJobIsWorkedOnAtATime()
    {
        await Board.EnqueueAsync(JobKind.Retrain, "first", cancellation: Cancellation);
        var first = (await Board.TakeAsync("a", Long, Cancellation))!;
        var next = await Board.EnqueueAsync(JobKind.Retrain, "second", cancellation: Cancellation);
        Assert.NotEqual(first.Id, next.Id);
        Assert.Null(await Board.TakeAsync("b", Long, Cancellation));
        await first.CompleteAsync("{}", Cancellation);
        Assert.Equal(next.Id, (await Board.TakeAsync("b", Long, Cancellation))!.Id);
    }

    private async Task<(string?, string?, string?)> StateAsync(long id)
    {
        var job = (await Board.FindAsync(id, Cancellation))!;
        return (job.Worker, job.Step, job.Error);
    }

    public sealed class OnSqlite(PostgresServer server) : JobBoardTests(server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(PostgresServer server) : JobBoardTests(server, DatabaseKind.Postgres);
}
