using System.Text.Json;
using DrumAI.Classification;
using DrumAI.Data;
using DrumAI.Data.Jobs;
using DrumAI.Data.Registry;

namespace DrumAI.Lab.Retraining;

/// <summary>Takes jobs and carries them out, one at a time, for as long as it is let.</summary>
/// <param name="database">Where the jobs are.</param>
/// <param name="retraining">What a job is.</param>
/// <param name="lease">How long a job is this worker's unless it says that it lives.</param>
/// <param name="pause">How often to look for a job.</param>
/// <param name="say">Told what is done, a line each.</param>
internal sealed class RetrainingWorker(DrumDatabase database, HeadRetraining retraining, TimeSpan lease, TimeSpan pause, Action<string> say)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(30);

    private readonly JobBoard board = new(database);

    /// <summary>What this worker is called: machine and process.</summary>
    public static string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Works until it is stopped; or, with <paramref name="once"/>, until nothing is left to do.</summary>
    public async Task RunAsync(bool once, CancellationToken stop)
    {
        bool isAway = false;
        while (!stop.IsCancellationRequested)
        {
            JobLease? job = null;
            try
            {
                job = await board.TakeAsync(Name, lease, stop);
                isAway = false;
            }
            catch (Exception e) when (e is not OperationCanceledException && !once)
            {
                if (!isAway) say($"the database is away: {e.Message}");
                isAway = true;
            }

            if (job is not null) await WorkAsync(job, stop);
            else if (once) return;
            else await Task.Delay(pause, stop);
        }
    }

    private async Task WorkAsync(JobLease job, CancellationToken stop)
    {
        say($"job {job.Id}: taken, attempt {job.Attempt} of {job.MaxAttempts} ({job.Reason})");
        using var lost = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lost.Token);
        string step = "starting";
        var beating = BeatAsync(job, () => step, lost, either.Token);
        try
        {
            var result = await retraining.RunAsync($"job {job.Id}", now =>
            {
                step = now;
                say($"job {job.Id}: {now}");
            }, job.GuardAsync, either.Token);
            bool isOurs = await job.CompleteAsync(JsonSerializer.Serialize(result, JsonSerializerOptions.Web), CancellationToken.None);
            say(isOurs ? $"job {job.Id}: {result.Model} {(result.IsPromoted ? "is current" : "stays a candidate")}: {result.Reason}" : $"job {job.Id}: lost to another worker");
        }
        catch (JobLostException e)
        {
            say(e.Message);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            say($"job {job.Id}: lost, or cancelled");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await job.ReleaseAsync();
            say($"job {job.Id}: given back");
            throw;
        }
        catch (Exception e)
        {
            // What is wrong with the base set or the model stays wrong; anything else may pass.
            bool isHopeless = e is InvalidDataException or ModelException or RegistryException;
            await job.FailAsync(e.Message, isHopeless, RetryPause, CancellationToken.None);
            say($"job {job.Id}: failed: {e.Message}");
        }
        finally
        {
            await either.CancelAsync();
            await beating;
        }
    }

    /// <summary>Says every third of the lease that this worker lives; where the job is no longer its own, stops the work.</summary>
    private async Task BeatAsync(JobLease job, Func<string> step, CancellationTokenSource lost, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(lease / 3, done);
                if (await job.RenewAsync(step(), done)) continue;
                await lost.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
        catch (Exception e)
        {
            // The lease runs out, and whoever comes next takes the job: so this one must stop.
            say($"job {job.Id}: the lease cannot be renewed: {e.Message}");
            await lost.CancelAsync();
        }
    }
}
