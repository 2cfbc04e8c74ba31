using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Output;
using DrumAI.Cli.Sounds;
using DrumAI.Taxonomy;

namespace DrumAI.Cli.Classify;

/// <summary>One run of <c>drumai classify</c>: walks, hears on several threads, writes in the walk's order as results come.</summary>
internal sealed class ClassifyRun(ClassifyOptions options, Terminal terminal)
{
    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var classifier = DrumClassifier.Load(options.ModelDirectory);
        var writer = CreateWriter(classifier.Taxonomy);
        using var disposal = writer as IDisposable;
        using var work = new SoundWork<Prediction>(options.Paths, options.ThreadCount, terminal)
        {
            Read = path =>
            {
                var reading = AudioFile.Read(path);
                return new SoundRow<Prediction>(path, classifier.Classify(reading.Pcm), reading.Warnings);
            },
            Write = writer.Write,
            Flush = writer.Flush,
        };
        writer.Begin();
        int exitCode = await work.RunAsync(cancellation);
        writer.End();
        return exitCode;
    }

    private IResultWriter CreateWriter(DrumTaxonomy taxonomy) => options.Format switch
    {
        ResultFormat.Jsonl => new JsonLinesWriter(terminal.Results, taxonomy),
        ResultFormat.Csv => new CsvWriter(terminal.Out, taxonomy),
        _ => new TableWriter(terminal, taxonomy),
    };
}
