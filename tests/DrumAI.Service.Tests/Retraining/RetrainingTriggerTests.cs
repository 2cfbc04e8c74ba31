using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using DrumAI.Service.Retraining;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Retraining;

public abstract class RetrainingTriggerTests(ServiceHosts hosts, PostgresServer server, DatabaseKind kind) : ServiceTests(hosts, server, kind)
{
    [Fact]
    public async Task JobIsQueuedWhenEnoughWasAgreedOnAndNotBefore()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { RetrainAfter = 3 });
        var trigger = own.Get<RetrainingTrigger>();
        TestUser[] users = [await own.CreateUserAsync(), await own.CreateUserAsync(), await own.CreateUserAsync()];
        Assert.Null(await trigger.OnScheduleAsync(Cancellation));
        await AgreeAsync(users, 2);
        Assert.Null(await trigger.WhenEnoughAsync(Cancellation));
        await AgreeAsync(users, 1);

        var job = (await trigger.WhenEnoughAsync(Cancellation))!;
        Assert.Equal((JobKind.Retrain, JobStatus.Queued), (job.Kind, job.Status));
        await AgreeAsync(users, 3);
        // One waits already; and what it will learn from is not new any more.
        Assert.Null(await trigger.WhenEnoughAsync(Cancellation));
        var board = new JobBoard(own.Database);
        await (await board.TakeAsync("worker", TimeSpan.FromMinutes(1), Cancellation))!.CompleteAsync("{}", Cancellation);
        await AgreeAsync(users, 1);
        Assert.NotNull(await trigger.OnScheduleAsync(Cancellation));
        Assert.Equal(2, (await board.ListAsync(cancellation: Cancellation)).Count);
    }

    [Fact]
    public async Task ScheduleFiresOnReplicasTogether()
    {
        await using var own = await RunningService.StartAsync(Kind, Server, o => o with { RetrainSchedule = "* * * * * ?" });
        await using var replica = await own.StartReplicaAsync();
        await AgreeAsync([await own.CreateUserAsync(), await own.CreateUserAsync()], 1);
        var board = new JobBoard(own.Database);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while ((await board.ListAsync(cancellation: patience.Token)).Count == 0) await Task.Delay(50, patience.Token);

        Assert.Equal("on schedule", Assert.Single(await board.ListAsync(cancellation: Cancellation)).Reason);
    }

    [Fact]
    public void ScheduleThatMakesNoSenseIsRefused()
    {
        Assert.True(RetrainingSchedule.IsValid("0 0 3 * * ?"));
        Assert.False(RetrainingSchedule.IsValid("every night"));
    }

    private static async Task AgreeAsync(TestUser[] users, int sounds)
    {
        for (int i = 0; i < sounds; i++)
        {
            var fingerprint = MadeSounds.NewFingerprint();
            foreach (var user in users) await user.Client.CorrectAsync(MadeSounds.Correct(fingerprint, "Conga"), Cancellation);
        }
    }

    public sealed class OnSqlite(ServiceHosts hosts, PostgresServer server) : RetrainingTriggerTests(hosts, server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(ServiceHosts hosts, PostgresServer server) : RetrainingTriggerTests(hosts, server, DatabaseKind.Postgres);
}
