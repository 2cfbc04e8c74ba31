using DrumAI.Catalogue;
using DrumAI.Catalogue.Import;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Watching;
using DrumAI.Studio.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Library;

/// <summary>Imports in the background: what is new at the start and whenever folders were added, then what changes in watched ones.</summary>
internal sealed partial class LibraryImporter(
    SampleCatalogue catalogue, SampleList list, ModelInUse model, StudioOptions options, ILogger<LibraryImporter> log) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private readonly PauseGate gate = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SemaphoreSlim idle = new(1, 1);
    private CancellationTokenSource round = new();

    /// <summary>Whether the import is held.</summary>
    public bool IsPaused => gate.IsPaused;

    /// <summary>How far the import that is under way has come; null while none is.</summary>
    public ImportProgress? Progress { get; private set; }

    /// <summary>What the last import did; null before the first has ended.</summary>
    public ImportSummary? Summary { get; private set; }

    /// <summary>Why the last import ended before its time; null where it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Raised a few times a second while importing, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Looks at all folders again, also at those that were just added. What was under way goes on from where it was.</summary>
    public void Restart() => Interlocked.Exchange(ref round, new CancellationTokenSource()).Cancel();

    /// <summary>Holds the import, or lets it go on.</summary>
    public void TogglePause()
    {
        if (gate.IsPaused) gate.Resume();
        else gate.Pause();
        Changed?.Invoke();
    }

    /// <summary>Does something that needs that nothing is imported meanwhile, and looks at all folders again after it.</summary>
    public T RunAlone<T>(Func<T> work)
    {
        // Whoever has the turn goes next: the round that is stopped here does not begin anew before this.
        turn.Wait();
        try
        {
            Restart();
            idle.Wait();
            try
            {
                return work();
            }
            finally
            {
                idle.Release();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        gate.Dispose();
        turn.Dispose();
        idle.Dispose();
        round.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Starting up need not wait for the first steps of an import; and what the first page needs is read before them, while the browser is starting.
        await Task.Run(list.ReadColumns, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var stop = await BeginAsync(stoppingToken);
            try
            {
                await new LibraryWatcher(catalogue, model.Classifier, new ImportOptions { ThreadCount = options.ImportThreadCount })
                {
                    Gate = gate,
                    Report = progress => Tell(progress, Summary, problem: null),
                    Imported = summary =>
                    {
                        // Nobody may ask again after this: who asks now must not be told what was a moment ago.
                        list.Expire();
                        Tell(progress: null, summary, problem: null);
                    },
                }.RunAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                Tell(progress: null, Summary, problem: null);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogProblem(log, e);
                Tell(progress: null, Summary, e.Message);
                await Task.Delay(RetryInterval, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                idle.Release();
            }
        }
    }

    private async Task<CancellationTokenSource> BeginAsync(CancellationToken stoppingToken)
    {
        await turn.WaitAsync(stoppingToken);
        try
        {
            await idle.WaitAsync(stoppingToken);
            return CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, round.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(LogLevel.Error, "The import ended before its time.")]
    private static partial void LogProblem(ILogger log, Exception e);

    private void Tell(ImportProgress? progress, ImportSummary? summary, string? problem)
    {
        (Progress, Summary, Problem) = (progress, summary, problem);
        Changed?.Invoke();
    }
}
