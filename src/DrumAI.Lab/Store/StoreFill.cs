using System.Collections.Concurrent;
using System.Diagnostics;
using DrumAI.Audio;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Features;
using DrumAI.Files;
using DrumAI.Identity;

namespace DrumAI.Lab.Store;

/// <summary>
/// Fills a store with the features of a set's files: only what is missing, in parallel, in small transactions, so that a fill that was cut off (or killed) goes on where it
/// was. A sound is known by the hash of its bytes: moved, renamed and repeated files cost nothing. Another version of the front end computes everything anew.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="wanted">Features, without the embedding, which is among the embedders.</param>
/// <param name="embedders">Embedders whose vectors are kept too.</param>
/// <param name="threads">Threads that compute.</param>
internal sealed class StoreFill(DrumDatabase database, FeatureSet wanted, IReadOnlyList<StoreEmbedder> embedders, int threads)
{
    private const int BatchSize = 128;

    private readonly ConcurrentBag<Worker> idle = [];

    /// <summary>Fills the store.</summary>
    /// <param name="name">Name of the set in the store.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="files">Its files; what the store has of files that are no longer among them is forgotten, their sounds stay.</param>
    /// <param name="progress">Told how many files of how many are done.</param>
    /// <param name="cancellation">Stops between two files; what was computed is kept.</param>
    public async Task<FillSummary> RunAsync(string name, string folder, IReadOnlyList<StoreFile> files, Action<int, int>? progress, CancellationToken cancellation)
    {
        var writer = await StoreWriter.OpenAsync(database, name, embedders, cancellation);
        var known = await writer.SyncFilesAsync(files, cancellation);
        var contents = await StoreContents.ReadAsync(database, wanted, embedders, cancellation);
        var open = files.Where(f => !IsDone(known[f.Path], folder, contents)).ToArray();
        long start = Stopwatch.GetTimestamp();
        var batch = new List<ComputedFile>(BatchSize);
        int done = 0;
        try
        {
            await OrderedParallel.RunAsync(
                open,
                file => Compute(folder, file, contents),
                result =>
                {
                    batch.Add(result);
                    if (batch.Count == BatchSize) Flush();
                    progress?.Invoke(++done, open.Length);
                },
                () => { },
                threads,
                window: 4 * BatchSize,
                cancellation);
        }
        finally
        {
            // What is computed is not thrown away because the rest was stopped.
            Flush();
        }

        return new FillSummary(files.Count, open.Length, await writer.CountUnreadableAsync(cancellation), Stopwatch.GetElapsedTime(start));

        void Flush()
        {
            if (batch.Count == 0) return;
            writer.Write(batch, contents);
            batch.Clear();
        }
    }

    private static bool IsDone(DataSetFile row, string folder, StoreContents contents)
    {
        var info = new FileInfo(Path.Combine(folder, row.Path));
        if (!info.Exists || info.Length != row.Size || info.LastWriteTimeUtc.Ticks != row.ModifiedTicks) return false;
        return row.SampleId is { } id ? contents.MissingOf(id).IsNone : row.ErrorCode is not null;
    }

    private ComputedFile Compute(string folder, StoreFile file, StoreContents contents)
    {
        string path = Path.Combine(folder, file.Path);
        var info = new FileInfo(path);
        var result = new ComputedFile(file, info.Exists ? info.Length : 0, info.Exists ? info.LastWriteTimeUtc.Ticks : 0);
        if (!idle.TryTake(out var worker)) worker = new Worker(embedders);
        try
        {
            string hash = ContentHash.OfFile(path);
            var missing = contents.MissingOf(hash);
            result = result with { ContentHash = hash, Work = missing };
            return missing.IsNone ? result : worker.Measure(path, result);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one sound is written down with it, and the fill goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return result with { ContentHash = null, Error = FileError.From(error) };
        }
        finally
        {
            idle.Add(worker);
        }
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Worker(IReadOnlyList<StoreEmbedder> embedders)
    {
        private readonly FeatureExtractor extractor = new();
        private readonly Lazy<Embedder>[] own = [.. embedders.Select(e => new Lazy<Embedder>(e.ForThread))];

        public ComputedFile Measure(string path, ComputedFile file)
        {
            var pcm = AudioFile.Read(path).Pcm;
            var features = file.Work.Features == FeatureSet.None ? null : extractor.Extract(pcm, file.Work.Features);
            if (file.Work.Embedders.Count == 0) return file with { Features = features };
            var mono = pcm.ToMono();
            return file with { Features = features, Embeddings = [.. file.Work.Embedders.Select(e => own[e].Value(mono, pcm.SampleRate))] };
        }
    }
}
