using DrumAI.Cli.Output;
using DrumAI.Files;

namespace DrumAI.Cli.Sounds;

/// <summary>
/// The frame of every command that goes through sound files: walks, reads on several threads, hands the rows on in the walk's order,
/// shows progress where a person watches.
/// </summary>
/// <typeparam name="TRow">What comes of one file.</typeparam>
internal sealed class FileWork<TRow>(IReadOnlyList<string> paths, int threadCount, Terminal terminal) : IDisposable
    where TRow : class
{
    /// <summary>Files longer than this many bytes are read one at a time, so that memory does not grow with the threads.</summary>
    private const long LargeFileLength = 2 << 20;

    private readonly SemaphoreSlim largeFile = new(1);

    /// <summary>Makes the row of a file, on any thread; what it throws becomes a row by <see cref="Fail"/>.</summary>
    public required Func<string, TRow> Read { get; init; }

    /// <summary>Makes the row of a file that gave no result.</summary>
    public required Func<string, FileError, TRow> Fail { get; init; }

    /// <summary>Receives the rows, in the walk's order.</summary>
    public required Action<TRow> Write { get; init; }

    /// <summary>Called when the next row is not there yet: what was written may be shown.</summary>
    public Action Flush { get; init; } = () => { };

    /// <summary>Runs to the end.</summary>
    /// <returns>Whether every file gave a result.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using var progress = ProgressLine.Start(terminal);
        using var counting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var count = progress is null ? Task.CompletedTask : Task.Run(() => CountFiles(progress, counting.Token), CancellationToken.None);
        bool allRead = true;
        try
        {
            await OrderedParallel.RunAsync(
                SoundWalk.Of(paths),
                ReadFile,
                result =>
                {
                    progress?.Step();
                    if (result.Row is null) return;
                    allRead &= !result.HasFailed;
                    Aside(progress, () => Write(result.Row));
                },
                () => Aside(progress, Flush),
                threadCount,
                window: 64 + 8 * threadCount,
                cancellation);
        }
        finally
        {
            await counting.CancelAsync();
            await count;
        }

        return allRead;
    }

    public void Dispose() => largeFile.Dispose();

    private static void Aside(ProgressLine? progress, Action write)
    {
        if (progress is null) write();
        else progress.Aside(write);
    }

    private void CountFiles(ProgressLine progress, CancellationToken cancellation)
    {
        long count = 0;
        foreach (var _ in SoundWalk.Of(paths))
        {
            if (cancellation.IsCancellationRequested) return;
            count++;
        }

        progress.SetTotal(count);
    }

    /// <summary>The row of one file; none where the walk passes over it.</summary>
    private Result ReadFile(WalkedFile file)
    {
        try
        {
            if (!file.IsWanted()) return default;
            if (file.Error is { } error) throw error;
            bool isLarge = new FileInfo(file.Path) is { Exists: true, Length: > LargeFileLength };
            if (isLarge) largeFile.Wait();
            try
            {
                return new Result(Read(file.Path), HasFailed: false);
            }
            finally
            {
                if (isLarge) largeFile.Release();
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong with one file is that file's row, and the walk goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Result(Fail(file.Path, FileError.From(e)), HasFailed: true);
        }
    }

    private readonly record struct Result(TRow? Row, bool HasFailed);
}
