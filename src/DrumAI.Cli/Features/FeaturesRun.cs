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
        using var classifier = options.Set.HasFlag(FeatureSet.Embedding) ? DrumClassifier.Load(options.ModelDirectory) : null;
        using var lines = new JsonLines(terminal.Results);
        using var work = new SoundWork<SoundFeatures>(options.Paths, options.ThreadCount, terminal)
        {
            Read = path => Extract(classifier, path),
            Write = row => lines.Write(row, (json, features) => FeaturesJson.WriteMembers(json, features, options.Set)),
            Flush = lines.Flush,
        };
        return await work.RunAsync(cancellation);
    }

    private SoundRow<SoundFeatures> Extract(DrumClassifier? classifier, string path)
    {
        var reading = AudioFile.Read(path);
        if (!idle.TryTake(out var extractor)) extractor = new FeatureExtractor(classifier is null ? null : classifier.Embed);
        var features = extractor.Extract(reading.Pcm, options.Set);
        idle.Add(extractor);
        return new SoundRow<SoundFeatures>(path, features, [.. reading.Warnings, .. features.Warnings]);
    }
}
