using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Output;
using DrumAI.Files;

namespace DrumAI.Cli.Classify;

/// <summary>One run of <c>drumai classify</c>: walks, hears on several threads, writes in the walk's order as results come.</summary>
internal sealed class ClassifyRun(ClassifyOptions options, Terminal terminal) : IDisposable
{
    /// <summary>Files longer than this many bytes are read one at a time, so that memory does not grow with the threads.</summary>
    private const long LargeFileLength = 2 << 20;

    private readonly SemaphoreSlim largeFile = new(1);

    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            using var classifier = DrumClassifier.Load(options.ModelDirectory);
            return await RunAsync(classifier, cancellation);
        }
        catch (ModelException e)
        {
            await terminal.Error.WriteLineAsync($"drumai: {e.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("drumai: stopped before the end.");
            return ExitCode.Interrupted;
        }
    }

    public void Dispose() => largeFile.Dispose();

    private async Task<int> RunAsync(DrumClassifier classifier, CancellationToken cancellation)
    {
        var writer = CreateWriter(classifier);
        using var disposal = writer as IDisposable;
        using var progress = ProgressLine.Start(terminal);
        using var counting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var count = progress is null ? Task.CompletedTask : Task.Run(() => CountFiles(progress, counting.Token), CancellationToken.None);
        bool anyUnreadable = false;
        writer.Begin();
        try
        {
            await OrderedParallel.RunAsync(
                SoundWalk.Of(options.Paths),
                file => Hear(classifier, file),
                row =>
                {
                    progress?.Step();
                    if (row is null) return;
                    anyUnreadable |= row.Error is not null;
                    Write(progress, () => writer.Write(row));
                },
                // What is there is shown before waiting for more.
                () => Write(progress, writer.Flush),
                options.ThreadCount,
                window: 64 + 8 * options.ThreadCount,
                cancellation);
        }
        finally
        {
            await counting.CancelAsync();
            await count;
            progress?.Dispose();
        }

        writer.End();
        return anyUnreadable ? ExitCode.SomeUnreadable : ExitCode.Success;
    }

    private static void Write(ProgressLine? progress, Action write)
    {
        if (progress is null) write();
        else progress.Aside(write);
    }

    private void CountFiles(ProgressLine progress, CancellationToken cancellation)
    {
        long count = 0;
        foreach (var _ in SoundWalk.Of(options.Paths))
        {
            if (cancellation.IsCancellationRequested) return;
            count++;
        }

        progress.SetTotal(count);
    }

    private IResultWriter CreateWriter(DrumClassifier classifier) => options.Format switch
    {
        ResultFormat.Jsonl => new JsonLinesWriter(terminal.Results, classifier.Taxonomy),
        ResultFormat.Csv => new CsvWriter(terminal.Out, classifier.Taxonomy),
        _ => new TableWriter(terminal, classifier.Taxonomy),
    };

    /// <summary>The row of one file; null where the walk passes over it.</summary>
    private ClassifiedFile? Hear(DrumClassifier classifier, WalkedFile file)
    {
        try
        {
            if (!file.IsWanted()) return null;
            if (file.Error is { } error) throw error;
            bool isLarge = new FileInfo(file.Path) is { Exists: true, Length: > LargeFileLength };
            if (isLarge) largeFile.Wait();
            try
            {
                var reading = AudioFile.Read(file.Path);
                return new ClassifiedFile(file.Path, classifier.Classify(reading.Pcm), Error: null, reading.Warnings);
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
            return new ClassifiedFile(file.Path, Prediction: null, FileError.From(e), Warnings: []);
        }
    }
}
