using System.Buffers;
using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Output;
using DrumAI.Cli.Sounds;
using DrumAI.Features;

namespace DrumAI.Cli.Features;

/// <summary>One run of <c>drumai features</c>: walks, computes and renders on several threads, writes JSON lines in the walk's order.</summary>
internal sealed class FeaturesRun(FeaturesOptions options, Terminal terminal)
{
    private readonly ConcurrentBag<FeatureExtractor> idleExtractors = [];
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> idleLines = [];

    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var classifier = options.Set.HasFlag(FeatureSet.Embedding) ? DrumClassifier.Load(options.ModelDirectory) : null;
        using var lines = new JsonLines(terminal.Results);
        using var work = new SoundWork<ArrayBufferWriter<byte>>(options.Paths, options.ThreadCount, terminal)
        {
            Read = path => Render(Extract(classifier, path)),
            Write = row => Write(lines, row),
            Flush = lines.Flush,
        };
        return await work.RunAsync(cancellation);
    }

    private SoundRow<SoundFeatures> Extract(DrumClassifier? classifier, string path)
    {
        var reading = AudioFile.Read(path);
        if (!idleExtractors.TryTake(out var extractor)) extractor = new FeatureExtractor(classifier is null ? null : classifier.Embed);
        var features = extractor.Extract(reading.Pcm, options.Set);
        idleExtractors.Add(extractor);
        return new SoundRow<SoundFeatures>(path, features, [.. reading.Warnings, .. features.Warnings]);
    }

    /// <summary>The row of a line instead of its numbers.</summary>
    private SoundRow<ArrayBufferWriter<byte>> Render(SoundRow<SoundFeatures> row)
    {
        if (!idleLines.TryTake(out var line)) line = new ArrayBufferWriter<byte>();
        JsonLines.Render(line, row, (json, features) => FeaturesJson.WriteMembers(json, features, options.Set));
        return new SoundRow<ArrayBufferWriter<byte>>(row.Path, line, row.Warnings);
    }

    private void Write(JsonLines lines, SoundRow<ArrayBufferWriter<byte>> row)
    {
        if (row.Result is not { } line)
        {
            lines.Write(row, (_, _) => { });
            return;
        }

        lines.Write(line.WrittenSpan);
        line.ResetWrittenCount();
        idleLines.Add(line);
    }
}
