using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using DrumAI.Data.Registry;

namespace DrumAI.EndToEnd.Dashboard;

/// <summary>
/// A service that has something for every page of its dashboard: sounds that voters agree and disagree about, a second model, jobs, alerts, a second administrator. Classes of tests share it, and
/// leave it as they found it.
/// </summary>
public sealed class AdministeredService : IAsyncDisposable
{
    /// <summary>Name of an administrator besides the one who logs in.</summary>
    public const string OtherAdmin = "grace";

    private readonly NewerModel newer = new();
    private Task<ServiceProgram>? started;
    private ServiceProgram? service;
    private DrumDatabase? database;
    private Voters? voters;

    /// <summary>The model that is registered and not served.</summary>
    public string NewerModel => newer.Id;

    /// <summary>The registry that the service follows.</summary>
    public ModelRegistry Registry => new(Database);

    /// <summary>The service's database.</summary>
    public DrumDatabase Database => database ?? throw new InvalidOperationException("The service has not been started.");

    /// <summary>The service, which the first test that asks starts.</summary>
    public Task<ServiceProgram> StartAsync() => started ??= StartNowAsync();

    /// <summary>The model that hears what is sent to the service just now.</summary>
    public async Task<string> HearingModelAsync()
    {
        var hearing = await voters!.HearAsync(0, TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100)));
        return hearing.Model;
    }

    public async ValueTask DisposeAsync()
    {
        voters?.Dispose();
        if (database is not null) await database.DisposeAsync();
        if (service is not null) await service.DisposeAsync();
        newer.Dispose();
    }

    private async Task<ServiceProgram> StartNowAsync()
    {
        service = await ServiceProgram.StartAsync();
        voters = await Voters.JoinAsync(service, 2);
        Pcm kick = new(TestSounds.Thump(), 1, 44100), hat = new(TestSounds.Hiss(), 1, 44100);
        var (agreed, disputed) = (await voters.SendAsync(0, TestSounds.ToWav(kick), "Kick"), await voters.SendAsync(0, TestSounds.ToWav(hat), "Hat", "Hat_Open"));
        await voters.VoteAsync(1, agreed, "Kick");
        await voters.VoteAsync(1, disputed, "Gong");
        database = await DrumDatabase.OpenAsync($"Data Source={Path.Combine(service.Data, "service.db")}");
        await Registry.RegisterAsync(ModelPackage.Read(newer.Path), new Registration(Verdict: "The confidence interval of the difference reaches below 0."));
        await FillAsync(Database);
        Assert.Equal($"{OtherAdmin}: made.\n", await DrumProgram.RunAsync(ServiceProgram.Password, "admin", "add", OtherAdmin, "--data", service.Data));
        return service;
    }

    /// <summary>Jobs in every state, an alert that stands and one that is over.</summary>
    private static async Task FillAsync(DrumDatabase database)
    {
        var now = DateTimeOffset.UtcNow;
        await using var context = database.CreateContext();
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            context.Jobs.Add(new Job
            {
                Kind = JobKind.Retrain,
                Status = status,
                Reason = "asked for by a test",
                QueuedAt = now.AddMinutes(-9),
                MaxAttempts = JobBoard.DefaultAttempts,
                Worker = status == JobStatus.Queued ? null : "worker",
                LeasedUntil = status == JobStatus.Running ? now.AddHours(1) : null,
                Step = status == JobStatus.Running ? "reading votes" : null,
                Error = status == JobStatus.Failed ? "The worker was lost." : null,
            });
        }

        context.Alerts.Add(new Alert { Kind = "drift", Subject = "flatness", Message = "The sounds of the last day are not like those before.", RaisedAt = now.AddHours(-2) });
        context.Alerts.Add(new Alert { Kind = "queue", Subject = "1", Message = "Job 1 waits, and no worker takes it.", RaisedAt = now.AddHours(-5), ClearedAt = now.AddHours(-4) });
        await context.SaveChangesAsync();
    }
}
