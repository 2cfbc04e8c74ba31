using DrumAI.Catalogue;
using DrumAI.Catalogue.Personal;
using DrumAI.Personal;
using DrumAI.Studio.Models;
using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Library;

/// <summary>What the musician's corrections would change elsewhere: found anew in the background after each. Nothing is changed before the musician says so.</summary>
internal sealed partial class SuggestionSource : IDisposable
{
    private readonly SampleCatalogue catalogue;
    private readonly ModelInUse model;
    private readonly LibraryChanges changes;
    private readonly ILogger<SuggestionSource> log;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private int wanted;

    public SuggestionSource(SampleCatalogue catalogue, ModelInUse model, LibraryChanges changes, ILogger<SuggestionSource> log)
    {
        (this.catalogue, this.model, this.changes, this.log) = (catalogue, model, changes, log);
        changes.SoundsChanged += OnSoundsChanged;
        _ = FindAsync();
    }

    /// <summary>The suggestions, the surest first.</summary>
    public IReadOnlyList<Suggestion> Current { get; private set; } = [];

    /// <summary>Raised when there are others, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Finds them anew now.</summary>
    public Task RefreshAsync() => FindAsync();

    public void Dispose()
    {
        changes.SoundsChanged -= OnSoundsChanged;
        stop.Cancel();
        stop.Dispose();
        turn.Dispose();
    }

    private void OnSoundsChanged(IReadOnlyCollection<long> ids) => _ = FindAsync();

    /// <summary>One search at a time; of those that wait meanwhile, one is enough.</summary>
    private async Task FindAsync()
    {
        int mine = Interlocked.Increment(ref wanted);
        try
        {
            await turn.WaitAsync(stop.Token);
            try
            {
                if (mine != wanted) return;
                Current = await Task.Run(() => LibrarySuggestions.Find(catalogue, model.Id, stop.Token), stop.Token);
            }
            finally
            {
                turn.Release();
            }

            Changed?.Invoke();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The Studio ends.
        }
        catch (Exception e) when (e is CatalogueException or System.Data.Common.DbException)
        {
            LogProblem(log, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Suggestions could not be found.")]
    private static partial void LogProblem(ILogger log, Exception e);
}
