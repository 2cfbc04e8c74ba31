using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Output;
using DrumAI.Cli.Sounds;
using DrumAI.Features;

namespace DrumAI.Cli.Features;

/// <summary>One run of <c>drumai features</c>: walks, computes on several threads, writes JSON lines in the walk's order.</summary>
internal sealed class FeaturesRun(FeaturesOptions options, Terminal terminal)
{
    private readonly ConcurrentBag<FeatureExtractor> idle = [];

    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            using var classifier = options.Set.HasFlag(FeatureSet.Embedding) ? DrumClassifier.Load(options.ModelDirectory) : null;
            using var writer = new FeaturesWriter(terminal.Results, options.Set);
            using var work = new FileWork<FeaturesRow>(options.Paths, options.ThreadCount, terminal)
            {
                Read = path => Extract(classifier, path),
                Fail = (path, error) => new FeaturesRow(path, Features: null, error, Warnings: []),
                Write = writer.Write,
                Flush = writer.Flush,
            };
            try
            {
                return await work.RunAsync(cancellation) ? ExitCode.Success : ExitCode.SomeUnreadable;
            }
            finally
            {
                writer.Flush();
            }
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

    private FeaturesRow Extract(DrumClassifier? classifier, string path)
    {
        var reading = AudioFile.Read(path);
        if (!idle.TryTake(out var extractor)) extractor = new FeatureExtractor(classifier is null ? null : classifier.Embed);
        var features = extractor.Extract(reading.Pcm, options.Set);
        idle.Add(extractor);
        return new FeaturesRow(path, features, Error: null, [.. reading.Warnings, .. features.Warnings]);
    }
}
