using System.Threading.Channels;
using DrumAI.Catalogue.Import;
using DrumAI.Classification;

namespace DrumAI.Catalogue.Watching;

/// <summary>Follows the library's watched folders, and imports what changes in them, until it is cancelled.</summary>
public sealed class LibraryWatcher(SampleCatalogue catalogue, DrumClassifier classifier, ImportOptions options, TimeProvider? time = null)
{
    /// <summary>With more changed places than this, the whole folder is walked.</summary>
    private const int MaxPlaces = 1000;

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Channel<(long Folder, string? Place)> changes = Channel.CreateUnbounded<(long, string?)>();
    private readonly Dictionary<long, FolderWatch> watches = [];

    /// <summary>So long it must have been quiet before an import begins: files are written in many small steps.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often to look whether drives have come or gone, and whether other programs have changed which folders are watched.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Receives progress of each import.</summary>
    public Action<ImportProgress> Report { get; init; } = _ => { };

    /// <summary>Holds imports while it is set.</summary>
    public PauseGate Gate { get; init; } = new();

    /// <summary>Receives what each import did.</summary>
    public Action<ImportSummary> Imported { get; init; } = _ => { };

    /// <summary>Imports all that has changed so far, then follows the watched folders.</summary>
    /// <exception cref="OperationCanceledException">The only way in which it ends.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            Look();
            await ImportAsync(scopes: null, cancellation);
            while (true)
            {
                var changed = await CollectAsync(cancellation);
                if (changed.Count > 0) await ImportAsync(changed, cancellation);
                Look();
            }
        }
        finally
        {
            foreach (var watch in watches.Values) watch.Dispose();
            watches.Clear();
        }
    }

    /// <summary>What changed, once it has come to rest; nothing where nothing does before the next look is due.</summary>
    private async Task<IReadOnlyCollection<FolderScope>> CollectAsync(CancellationToken cancellation)
    {
        var changed = new Dictionary<long, HashSet<string>?>();
        var wait = LookInterval;
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(wait);
            try
            {
                Add(await changes.Reader.ReadAsync(limit.Token));
                wait = Quiet;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return [.. changed.Select(c => new FolderScope(c.Key, c.Value))];
            }
        }

        void Add((long Folder, string? Place) change)
        {
            if (!changed.TryGetValue(change.Folder, out var places)) changed[change.Folder] = places = new(StringComparer.Ordinal);
            if (places is null) return;
            if (change.Place is not null) places.Add(change.Place);
            if (change.Place is null || places.Count > MaxPlaces) changed[change.Folder] = null;
        }
    }

    private async Task ImportAsync(IReadOnlyCollection<FolderScope>? scopes, CancellationToken cancellation)
    {
        var import = new LibraryImport(catalogue, classifier, options, time) { Report = Report, Gate = Gate };
        while (true)
        {
            if (await import.TryRunAsync(scopes, cancellation) is { } summary)
            {
                Imported(summary);
                return;
            }

            // Another program imports; what it did not see yet is imported when it is done.
            await Task.Delay(LookInterval, time, cancellation);
        }
    }

    private void Look()
    {
        using var context = catalogue.CreateContext();
        var watched = context.Folders.Where(f => f.IsWatched).ToDictionary(f => f.Id, f => f.Path);
        foreach (long id in watches.Keys.Except(watched.Keys).ToList())
        {
            watches[id].Dispose();
            watches.Remove(id);
        }

        foreach (var (id, path) in watched)
        {
            if (watches.TryGetValue(id, out var watch)) watch.Look();
            else watches.Add(id, new FolderWatch(path, place => changes.Writer.TryWrite((id, place)), time));
        }
    }
}
