using DrumAI.Catalogue.Entities;
using DrumAI.Classification;
using DrumAI.Files;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>
/// Brings a catalogue up to date with the folders on disk, in stages, each usable as it is reached: listed, classified, measured. What is done is
/// written down at once, in small transactions: whoever stops or kills an import loses less than a second of work, and the next one goes on where
/// this one stopped. The musician's files are only read.
/// </summary>
public sealed class LibraryImport(SampleCatalogue catalogue, DrumClassifier classifier, ImportOptions options, TimeProvider? time = null)
{
    internal const string IsUnderWay = "Another program is importing into this catalogue. Wait until it is done, or stop it.";

    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Receives progress, a few times a second, on any thread.</summary>
    public Action<ImportProgress> Report { get; init; } = _ => { };

    /// <summary>Holds the import while it is set; what is under way is finished first.</summary>
    public PauseGate Gate { get; init; } = new();

    /// <summary>Runs to the end.</summary>
    /// <param name="folderIds">Folders to walk; all of the library's where it is null. What waits for a later stage is taken from all.</param>
    /// <param name="cancellation">Stops soon; what is done is kept.</param>
    /// <exception cref="CatalogueException">Another process is importing into this catalogue.</exception>
    public async Task<ImportSummary> RunAsync(IReadOnlyCollection<long>? folderIds, CancellationToken cancellation) =>
        await TryRunAsync(folderIds?.Select(id => new FolderScope(id)).ToList(), cancellation) ?? throw new CatalogueException(IsUnderWay);

    /// <summary>Runs to the end, as <see cref="RunAsync"/> does; null, and nothing is done, where another process is importing.</summary>
    /// <param name="scopes">What to walk; all folders of the library where it is null.</param>
    /// <param name="cancellation">Stops soon; what is done is kept.</param>
    public async Task<ImportSummary?> TryRunAsync(IReadOnlyCollection<FolderScope>? scopes, CancellationToken cancellation)
    {
        using var right = FolderLock.TryImport(catalogue.Folder);
        if (right is null) return null;
        var summary = await Task.Run(() => List(scopes, cancellation), cancellation);
        if (options.Until >= SampleStage.Classified) summary = await ClassifyAsync(summary, cancellation);
        if (options.Until >= SampleStage.Measured) summary = await MeasureAsync(summary, cancellation);
        Tidying.Run(catalogue);
        return summary;
    }

    private ImportSummary List(IReadOnlyCollection<FolderScope>? scopes, CancellationToken cancellation)
    {
        using var context = catalogue.CreateContext();
        var folders = context.Folders.OrderBy(f => f.Path).ToList().Where(f => scopes is null || scopes.Any(s => s.FolderId == f.Id));
        using var listing = new FolderListing(catalogue, time);
        var clock = new StageClock(ImportStage.Listing, total: -1, Gate, time, Report);
        var offline = new List<string>();
        foreach (var folder in folders)
        {
            bool isThere = listing.Run(folder, scopes?.First(s => s.FolderId == folder.Id).Places, () => clock.Step(cancellation), cancellation);
            if (!isThere) offline.Add(folder.Path);
        }

        clock.Finish();
        return new ImportSummary
        {
            New = listing.New,
            Changed = listing.Changed,
            Missing = listing.Missing,
            Unchanged = listing.Unchanged,
            OfflineFolders = offline,
        };
    }

    private async Task<ImportSummary> ClassifyAsync(ImportSummary summary, CancellationToken cancellation)
    {
        var stage = new Classification(catalogue, classifier);
        using var connection = catalogue.OpenConnection();
        using var writer = new ClassificationWriter(connection);
        long classified = 0, unreadable = 0;
        await RunStageAsync(ImportStage.Classifying, stage.CountPending(), stage.ReadPending(), stage.Hear, connection, Write, cancellation);
        return summary with { Classified = classified, Unreadable = unreadable };

        void Write(HeardFile heard)
        {
            writer.Write(heard);
            if (heard.Error is not null) unreadable++;
            else if (heard.Prediction is not null) classified++;
        }
    }

    private async Task<ImportSummary> MeasureAsync(ImportSummary summary, CancellationToken cancellation)
    {
        var stage = new Measurement(catalogue);
        using var connection = catalogue.OpenConnection();
        using var writer = new MeasurementWriter(connection);
        long measured = 0;
        await RunStageAsync(ImportStage.Measuring, stage.CountPending(), stage.ReadPending(), stage.Measure, connection, Write, cancellation);
        return summary with { Measured = measured };

        void Write(MeasuredFile file)
        {
            if (writer.Write(file)) measured++;
        }
    }

    private async Task RunStageAsync<TResult>(
        ImportStage name, long total, IEnumerable<PendingFile> pending, Func<PendingFile, TResult> work, SqliteConnection connection, Action<TResult> write,
        CancellationToken cancellation)
    {
        if (total == 0) return;
        var clock = new StageClock(name, total, Gate, time, Report);
        var batch = new WriteBatch<TResult>(connection, write);
        try
        {
            await OrderedParallel.RunAsync(
                pending,
                file =>
                {
                    Gate.Wait(cancellation);
                    return work(file);
                },
                result =>
                {
                    batch.Add(result);
                    if (Gate.IsPaused) batch.Commit();
                    clock.Step(cancellation);
                },
                batch.CommitIfDue,
                options.ThreadCount,
                window: 64 + 8 * options.ThreadCount,
                cancellation);
        }
        finally
        {
            batch.Commit();
            clock.Finish();
        }
    }
}
