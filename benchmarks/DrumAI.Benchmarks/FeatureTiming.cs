using System.Diagnostics;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Features.Timbre;
using DrumAI.Identity;

namespace DrumAI.Benchmarks;

/// <summary>
/// Times the features on sounds of a folder and prints a table: each stage in processor time of one thread, every sound several times, its fastest run counting; then
/// all of it, file to numbers, on one thread and on two.
/// </summary>
internal sealed class FeatureTiming(SoundSet set)
{
    private const int Runs = 7;

    /// <summary>Prints the tables.</summary>
    public static void Run(string folder, int count)
    {
        var set = SoundSet.Read(folder, count);
        double[] seconds = [.. set.Sounds.Select(s => s.DurationSeconds).Order()];
        Console.WriteLine($"{seconds.Length} sounds, {seconds[seconds.Length / 2]:F3} s in the median, {seconds.Average():F3} s in the mean");
        Console.WriteLine();
        Console.WriteLine("| stage | median ms | mean ms |");
        Console.WriteLine("| --- | ---: | ---: |");
        using var classifier = DrumClassifier.Load(DrumClassifier.DefaultModelDirectory);
        new FeatureTiming(set).PrintStages(classifier);
        Console.WriteLine();
        Console.WriteLine("| file to numbers, all features | sounds a second | processor ms a sound |");
        Console.WriteLine("| --- | ---: | ---: |");
        foreach (int threads in new[] { 1, 2 }) PrintRate(set.Paths, threads, classifier);
    }

    private void PrintStages(DrumClassifier classifier)
    {
        float[][] mono = [.. set.Sounds.Select(s => s.ToMono())];
        float[][] at16k = [.. set.Sounds.Select((s, i) => At16k(mono[i], s.SampleRate))];
        var extractor = new FeatureExtractor(classifier.Embed);
        var descriptors = new SpectralDescriptors();
        var timbre = new TimbreAnalyzer();
        var fingerprinter = new Fingerprinter();
        Print("decode", i => AudioFile.Read(set.Paths[i]));
        Print("resample to 16 kHz", i => At16k(mono[i], set.Sounds[i].SampleRate));
        foreach (var feature in new[] { FeatureSet.Zcr, FeatureSet.Flatness, FeatureSet.Contrast, FeatureSet.Mfcc, FeatureSet.LogMel })
            Print(feature.ToString().ToLowerInvariant(), i => descriptors.Analyze(at16k[i], feature));
        Print("the five, spectra shared", i => descriptors.Analyze(at16k[i], FeatureSet.Descriptors & ~FeatureSet.Contrast8));
        Print("timbre, all eight", i => timbre.Analyze(set.Sounds[i]));
        Print("fingerprint", i => fingerprinter.Compute(mono[i], set.Sounds[i].SampleRate));
        Print("embedding", i => classifier.Embed(mono[i], set.Sounds[i].SampleRate));
        Print("all features", i => extractor.Extract(set.Sounds[i]));
        Print("all features, file to numbers", i => extractor.Extract(AudioFile.Read(set.Paths[i]).Pcm));
    }

    private static float[] At16k(float[] mono, int sampleRate)
    {
        if (sampleRate == SpectralDescriptors.SampleRate) return mono[..Math.Min(mono.Length, SpectralDescriptors.BufferLength)];
        var buffer = new float[SpectralDescriptors.BufferLength];
        return buffer[..DescriptorResampler.For(sampleRate).Process(mono, buffer)];
    }

    private void Print(string stage, Action<int> compute)
    {
        var fastest = new double[set.Paths.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < fastest.Length; i++)
            {
                double start = ThreadClock.Milliseconds();
                compute(i);
                fastest[i] = Math.Min(fastest[i], ThreadClock.Milliseconds() - start);
            }
        }

        Array.Sort(fastest);
        Console.WriteLine($"| {stage} | {fastest[fastest.Length / 2]:F3} | {fastest.Average():F3} |");
    }

    /// <summary>Best of several: other programs may be running.</summary>
    private static void PrintRate(string[] paths, int threads, DrumClassifier classifier)
    {
        double seconds = double.PositiveInfinity, processor = double.PositiveInfinity;
        for (int run = 0; run < Runs; run++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            int next = -1;
            Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
            {
                var extractor = new FeatureExtractor(classifier.Embed);
                for (int i; (i = Interlocked.Increment(ref next)) < paths.Length;) extractor.Extract(AudioFile.Read(paths[i]).Pcm);
            }))];
            foreach (var worker in workers) worker.Start();
            foreach (var worker in workers) worker.Join();
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor = Math.Min(processor, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        Console.WriteLine($"| {threads} {(threads == 1 ? "thread" : "threads")} | {paths.Length / seconds:F0} | {1000 * processor / paths.Length:F2} |");
    }
}
