using System.Diagnostics;
using System.Numerics.Tensors;
using DrumAI.Audio;
using DrumAI.Features;
using DrumAI.Features.Timbre;

namespace DrumAI.Benchmarks;

/// <summary>
/// Times the timbral models on the sounds of a folder, on one thread: each sound several times, its fastest run counts, decoding left out.
/// The stages are timed alone; the models share some of them, so they do not add up.
/// </summary>
internal static class TimbreTiming
{
    private const int Runs = 10;

    public static void Run(string folder, int count)
    {
        string[] paths = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(AudioFile.HasSoundExtension).Order(StringComparer.Ordinal)];
        int step = Math.Max(1, paths.Length / Math.Max(1, count));
        Pcm[] sounds = [.. paths.Where((_, i) => i % step == step / 2).Select(Read).OfType<Pcm>()];
        double[] seconds = [.. sounds.Select(s => s.DurationSeconds).Order()];
        Console.WriteLine($"{sounds.Length} sounds, {Median(seconds):F3} s in the median, {seconds.Average():F3} s in the mean");
        var analyzer = new TimbreAnalyzer();
        Time("all eight models", sounds, sound => analyzer.Analyze(sound));

        (double[] Audio, int Rate)[] audio = [.. sounds.Where(s => s.SampleRate >= 44100).Select(s => (Mono(s), s.SampleRate)).Where(s => LoudnessNormalizer.Normalize(s.Item1, s.SampleRate))];
        var curve = new LoudnessCurve();
        var filters = new CrossoverFilters();
        var brightness = new Brightness(new RealFft64(2048));
        var roughness = new Roughness(new PeakPicker());
        var bandwidth = new Bandwidth();
        var stft = new CenteredStft(new RealFft64(2048));
        var parts = new HarmonicPercussive(new RealFft64(2048));
        var reverb = new Reverb();
        Time("integrated loudness", audio, s => LoudnessNormalizer.IntegratedLoudness(s.Audio, s.Rate));
        Time("specific loudness", audio, s => curve.Measure(s.Audio, s.Rate));
        Time("crossover filters", audio, s => filters.Split(s.Audio, s.Rate));
        Time("... and brightness", audio, s => Brightness(filters, brightness, s.Audio, s.Rate));
        Time("roughness", audio, s => roughness.Score(s.Audio, s.Rate));
        Time("bandwidth", audio, s => bandwidth.Measure(s.Audio, s.Rate));
        Time("percussion and tone", audio, s => Part(stft, parts, s.Audio));
        Time("reverb", audio, s => reverb.Seconds(s.Audio, s.Rate));
    }

    private static void Brightness(CrossoverFilters filters, Brightness model, double[] audio, int rate)
    {
        filters.Split(audio, rate);
        model.Score(filters, rate);
    }

    private static void Part(CenteredStft stft, HarmonicPercussive parts, double[] audio)
    {
        int frames = CenteredStft.FrameCount(audio.Length);
        stft.Load(audio);
        parts.Begin(frames);
        for (int i = 0; i < frames; i++) stft.Transform(i, parts.FrameRe(i), parts.FrameIm(i));
        parts.PercussiveShare(audio);
    }

    private static void Time<T>(string what, T[] sounds, Action<T> measure)
    {
        var fastest = new double[sounds.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < sounds.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                measure(sounds[i]);
                fastest[i] = Math.Min(fastest[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Console.WriteLine($"{what,-22} median {Median([.. fastest.Order()]),7:F3} ms  mean {fastest.Average(),7:F3} ms");
    }

    private static Pcm? Read(string path)
    {
        try
        {
            return AudioFile.Read(path).Pcm;
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }

    private static double[] Mono(Pcm sound)
    {
        var mono = new double[sound.FrameCount];
        TensorPrimitives.ConvertSaturating<float, double>(sound.ToMono(), mono);
        return mono;
    }

    private static double Median(double[] ordered) => ordered.Length == 0 ? double.NaN : ordered[ordered.Length / 2];
}
