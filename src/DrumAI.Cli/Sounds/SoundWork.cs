using DrumAI.Cli.Output;
using DrumAI.Files;

namespace DrumAI.Cli.Sounds;

/// <summary>
/// The frame of every command that goes through sound files: walks, reads on several threads, hands the rows on in the walk's order,
/// shows progress where a person watches.
/// </summary>
/// <typeparam name="T">What comes of one file.</typeparam>
internal sealed class SoundWork<T>(IReadOnlyList<string> paths, int threadCount, Terminal terminal) : IDisposable
    where T : class
{
    /// <summary>Files longer than this many bytes are read one at a time, so that memory does not grow with the threads.</summary>
    private const long LargeFileLength = 2 << 20;

    private readonly SemaphoreSlim largeFile = new(1);

    /// <summary>Makes the row of the file of a path, on any thread; what it throws becomes the row's error.</summary>
    public required Func<string, SoundRow<T>> Read { get; init; }

    /// <summary>Which files are gone through; all, unless told otherwise. Called on any thread.</summary>
    public Func<string, bool> Wants { get; init; } = _ => true;

    /// <summary>Receives the rows, in the walk's order, one after the other.</summary>
    public required Action<SoundRow<T>> Write { get; init; }

    /// <summary>Passes on what was written: called when the next row is not there yet, and at the end.</summary>
    public Action Flush { get; init; } = () => { };

    /// <summary>Runs to the end.</summary>
    /// <returns><see cref="ExitCode.Success"/> or <see cref="ExitCode.SomeUnreadable"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var progress = ProgressLine.Start(terminal);
        using var counting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var count = progress is null ? Task.CompletedTask : Task.Run(() => CountFiles(progress, counting.Token), CancellationToken.None);
        int exitCode = ExitCode.Success;
        try
        {
            await OrderedParallel.RunAsync(
                SoundWalk.Of(paths),
                ReadFile,
                row =>
                {
                    progress?.Step();
                    if (row is null) return;
                    if (row.Error is not null) exitCode = ExitCode.SomeUnreadable;
                    Aside(progress, () => Write(row));
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
            Aside(progress, Flush);
        }

        return exitCode;
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

    /// <summary>The row of one file; null where the walk passes over it.</summary>
    private SoundRow<T>? ReadFile(WalkedFile file)
    {
        try
        {
            if (!Wants(file.Path) || !file.IsWanted()) return null;
            if (file.Error is { } error) throw error;
            bool isLarge = new FileInfo(file.Path) is { Exists: true, Length: > LargeFileLength };
            if (isLarge) largeFile.Wait();
            try
            {
                return Read(file.Path);
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
            return new SoundRow<T>(file.Path, FileError.From(e));
        }
    }
}
