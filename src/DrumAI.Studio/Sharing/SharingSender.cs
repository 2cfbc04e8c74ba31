using DrumAI.Catalogue.Import;
using DrumAI.Client;
using DrumAI.Studio.Library;
using DrumAI.Studio.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Sharing;

/// <summary>
/// Sends in the background what the musician agreed to, and fetches what others say. Where the service cannot be reached it waits longer each time.
/// A consent that is withdrawn stops it in the middle of a request.
/// </summary>
internal sealed partial class SharingSender : BackgroundService
{
    /// <summary>So long a label can be undone before it is sent.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ModelInterval = TimeSpan.FromHours(6);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly SharingFile settings;
    private readonly SharingQueue queue;
    private readonly CommunityLabels community;
    private readonly ServiceConnection connection;
    private readonly ModelUpdates models;
    private readonly LibraryChanges changes;
    private readonly LibraryImporter importer;
    private readonly TimeProvider time;
    private readonly ILogger<SharingSender> log;
    private readonly SemaphoreSlim wakeUp = new(0);
    private readonly SemaphoreSlim turn = new(1, 1);
    private CancellationTokenSource round = new();
    private ImportSummary? seenSummary;
    private volatile bool isHurried;
    private int failures;
    private DateTimeOffset notBefore;
    private DateTimeOffset lookForModelAt;

    public SharingSender(
        SharingFile settings, SharingQueue queue, CommunityLabels community, ServiceConnection connection, ModelUpdates models, LibraryChanges changes, LibraryImporter importer,
        TimeProvider time, ILogger<SharingSender> log)
    {
        (this.settings, this.queue, this.community, this.connection) = (settings, queue, community, connection);
        (this.models, this.changes, this.importer, this.time, this.log) = (models, changes, importer, time, log);
        changes.SoundsChanged += OnSoundsChanged;
        importer.Changed += OnImport;
    }

    /// <summary>What it is at.</summary>
    public SharingStatus Status { get; private set; } = new(SharingPhase.Off);

    /// <summary>Raised when it does something else, or something else waits; on any thread.</summary>
    public event Action? Changed;

    /// <summary>Sends all that waits, now.</summary>
    public void Hurry()
    {
        isHurried = true;
        Wake();
    }

    /// <summary>Changes what is agreed to. What is under way is stopped before this returns, and begins anew by the new rules.</summary>
    public async Task ChangeAsync(Func<SharingSettings, SharingSettings> change)
    {
        await Interlocked.Exchange(ref round, new CancellationTokenSource()).CancelAsync();
        await turn.WaitAsync();
        try
        {
            var server = settings.Current.Server;
            settings.Change(change);
            if (settings.Current.Server != server) Forget();
            else await Task.Run(queue.Withdraw);
        }
        finally
        {
            turn.Release();
        }

        (failures, notBefore, lookForModelAt) = (0, default, default);
        Wake();
        Changed?.Invoke();
    }

    /// <summary>Erases the account with all its votes, at the service first; then nothing is agreed to any more.</summary>
    /// <exception cref="ServiceBusyException">The service cannot be reached; all is as it was.</exception>
    /// <exception cref="ServiceException">It refuses; all is as it was.</exception>
    public async Task EraseAccountAsync(CancellationToken cancellation)
    {
        if (settings.Current is not { Server: { } server, Account: { } account }) return;
        try
        {
            await connection.As(server, account).DeleteUserAsync(cancellation);
        }
        catch (ServiceException e) when (e.Status == System.Net.HttpStatusCode.Unauthorized)
        {
            // It is not there any more, which is what was wanted.
        }

        await ChangeAsync(s => s.With(account: null) with { CorrectionsSince = null, SoundsSince = null });
        Forget();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        changes.SoundsChanged -= OnSoundsChanged;
        importer.Changed -= OnImport;
        base.Dispose();
        round.Dispose();
        wakeUp.Dispose();
        turn.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, round.Token);
            TimeSpan? wait;
            await turn.WaitAsync(stoppingToken);
            try
            {
                wait = await RunRoundAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                continue;
            }
            finally
            {
                turn.Release();
            }

            await RestAsync(wait, stoppingToken);
        }
    }

    /// <summary>Until it is woken, or so long.</summary>
    private async Task RestAsync(TimeSpan? wait, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, wait ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            await wakeUp.WaitAsync(limit.Token);
            while (wakeUp.Wait(0, CancellationToken.None)) { }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time.
        }
    }

    /// <summary>Does what there is to do.</summary>
    /// <returns>When to look again; null where only the musician can change anything.</returns>
    private async Task<TimeSpan?> RunRoundAsync(CancellationToken stop)
    {
        var agreed = settings.Current;
        if (agreed is not { IsOn: true, Server: { } server }) return Rest(SharingPhase.Off);
        try
        {
            await Task.Run(queue.Collect, stop);
            Changed?.Invoke();
            if (agreed.IsPaused) return Rest(SharingPhase.Paused);
            bool all = isHurried;
            isHurried = false;
            // While the service cannot be reached, new things to send do not make it be tried sooner.
            if (!all && notBefore - time.GetUtcNow() is { Ticks: > 0 } left) return left;
            Tell(new SharingStatus(SharingPhase.Busy));
            var account = agreed.Account ?? await MakeAccountAsync(server, stop);
            DateTimeOffset? before = all ? null : time.GetUtcNow() - Grace;
            int sent = await queue.SendAsync(connection.As(server, account), before, community.Keep, stop);
            bool isMore = agreed.Consent.Corrections && await community.AskAsync(connection.Anonymous(server), stop);
            if (agreed.Consent.Corrections && time.GetUtcNow() >= lookForModelAt)
            {
                await models.LookAsync(stop);
                lookForModelAt = time.GetUtcNow() + ModelInterval;
            }

            (failures, notBefore) = (0, default);
            bool isWaiting = queue.Count > 0;
            Tell(new SharingStatus(SharingPhase.Resting));
            return isMore || (sent > 0 && queue.CountFollowing() > 0) ? TimeSpan.Zero : isWaiting ? Grace : LookInterval;
        }
        catch (ServiceBusyException e)
        {
            failures++;
            var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures - 1, 10)));
            if (e.RetryAfter > wait) wait = e.RetryAfter.Value;
            notBefore = time.GetUtcNow() + wait;
            Tell(new SharingStatus(SharingPhase.Offline, e.Message, notBefore));
            return wait;
        }
        catch (ServiceException e) when (e.Status == System.Net.HttpStatusCode.Unauthorized)
        {
            return Rest(SharingPhase.AccountUnknown, e.Message);
        }
        catch (ServiceException e)
        {
            LogProblem(log, e);
            Tell(new SharingStatus(SharingPhase.Refused, e.Message, time.GetUtcNow() + LookInterval));
            return LookInterval;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            LogProblem(log, e);
            Tell(new SharingStatus(SharingPhase.Hindered, e.Message, time.GetUtcNow() + LongestWait));
            return LongestWait;
        }
    }

    private async Task<SharingAccount> MakeAccountAsync(Uri server, CancellationToken stop)
    {
        var made = await connection.Anonymous(server).CreateUserAsync(stop);
        var account = new SharingAccount(made.Id, made.Token);
        settings.Change(s => s.Server == server ? s.With(account) : s);
        return account;
    }

    private void Forget()
    {
        queue.Forget();
        community.Forget();
    }

    private TimeSpan? Rest(SharingPhase phase, string? problem = null)
    {
        Tell(new SharingStatus(phase, problem));
        return null;
    }

    private void Tell(SharingStatus status)
    {
        Status = status;
        Changed?.Invoke();
    }

    private void Wake() => wakeUp.Release();

    private void OnSoundsChanged(IReadOnlyCollection<long> ids) => WakeIfOn();

    /// <summary>Progress comes many times a second; only an import that has ended brings something to send.</summary>
    private void OnImport()
    {
        if (importer.Progress is not null || ReferenceEquals(importer.Summary, seenSummary)) return;
        seenSummary = importer.Summary;
        WakeIfOn();
    }

    private void WakeIfOn()
    {
        if (settings.Current.IsOn) Wake();
    }

    [LoggerMessage(LogLevel.Warning, "Sharing has a problem.")]
    private static partial void LogProblem(ILogger log, Exception e);
}
