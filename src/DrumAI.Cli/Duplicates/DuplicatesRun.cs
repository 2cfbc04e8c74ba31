using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Cli.Output;
using DrumAI.Cli.Sounds;
using DrumAI.Files;
using DrumAI.Identity;

namespace DrumAI.Cli.Duplicates;

/// <summary>One run of <c>drumai duplicates</c>: reads all files, then compares them, then writes the groups.</summary>
internal sealed class DuplicatesRun(DuplicatesOptions options, Terminal terminal)
{
    private readonly ConcurrentBag<SoundFileReader> idle = [];

    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var files = new List<SoundFile>();
        using var work = new SoundWork<SoundFile>(options.Paths, options.ThreadCount, terminal)
        {
            Read = path => new SoundRow<SoundFile>(path, With(reader => reader.Read(path)), warnings: []),
            Write = row =>
            {
                if (row.Result is not null) files.Add(row.Result);
                else terminal.Error.WriteLine($"drumai: {CellText.Printable(row.Path)}: {row.Error?.Message}");
            },
        };
        int exitCode = await work.RunAsync(cancellation);
        // A file named twice is no duplicate of itself.
        var distinct = files.DistinctBy(f => RealPath.Of(f.Path) ?? f.Path).ToList();
        var groups = DuplicateFinder.Find(distinct, ReadTrace, cancellation);
        if (options.Format == ResultFormat.Jsonl) DuplicatesWriter.WriteJsonLines(terminal.Results, groups);
        else DuplicatesWriter.WriteText(terminal.Out, groups, options.SoundCount ?? distinct.Count);
        return exitCode;
    }

    /// <summary>A file may have gone since it was read; then it is compared no further.</summary>
    private double[]? ReadTrace(SoundFile file)
    {
        try
        {
            return With(reader => reader.ReadTrace(file.Path));
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }

    private T With<T>(Func<SoundFileReader, T> read)
    {
        if (!idle.TryTake(out var reader)) reader = new SoundFileReader();
        T result = read(reader);
        idle.Add(reader);
        return result;
    }
}
