using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

public sealed class LoopDetectorTests
{
    private const int SampleRate = 44_100;

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(180)]
    public void StrokesInRegularTimeAreALoop(double tempo)
    {
        var sound = new float[(int)(8 * 60 / tempo * SampleRate)];
        for (int beat = 0; beat < 8; beat++) Add(sound, beat * 60 / tempo, Stroke(0.3));
        Assert.Equal(SoundKind.Loop, Kind(sound));
    }

    [Fact]
    public void OneLongDecayIsAOneShot() => Assert.Equal(SoundKind.OneShot, Kind(Stroke(6)));

    [Fact]
    public void SilenceAndASingleAmplitudeAreOneShots()
    {
        Assert.Equal(SoundKind.OneShot, Kind([]));
        Assert.Equal(SoundKind.OneShot, Kind([1]));
        Assert.Equal(SoundKind.OneShot, Kind(new float[5 * SampleRate]));
        Assert.Equal(SoundKind.OneShot, LoopDetector.Detect(new float[5], 1));
    }

    [Fact]
    public void SteadyNoiseAndADeepToneAreOneShots()
    {
        var random = new Random(2);
        Assert.Equal(SoundKind.OneShot, Kind([.. Enumerable.Range(0, 4 * SampleRate).Select(_ => (float)((2 * random.NextDouble()) - 1))]));
        Assert.Equal(SoundKind.OneShot, Kind([.. Enumerable.Range(0, 4 * SampleRate).Select(i => (float)Math.Sin(2 * Math.PI * 40 * i / SampleRate))]));
    }

    [Fact]
    public void AFlamAndAClapAreOneShots()
    {
        var flam = new float[2 * SampleRate];
        Add(flam, 0, Stroke(0.4), 0.4f);
        Add(flam, 0.03, Stroke(1));
        Assert.Equal(SoundKind.OneShot, Kind(flam));

        var clap = new float[2 * SampleRate];
        foreach (double time in new[] { 0, 0.012, 0.024, 0.045 }) Add(clap, time, Stroke(0.05));
        Add(clap, 0.045, Stroke(1.2), 0.5f);
        Assert.Equal(SoundKind.OneShot, Kind(clap));
    }

    [Fact]
    public void AShortRollIsAOneShot()
    {
        var roll = new float[(int)(1.5 * SampleRate)];
        for (int i = 0; i < 15; i++) Add(roll, i * 0.045, Stroke(0.2));
        Assert.Equal(SoundKind.OneShot, Kind(roll));
    }

    [Fact]
    public void AnEchoIsAOneShot()
    {
        var echo = new float[4 * SampleRate];
        for (int i = 0; i < 7; i++) Add(echo, i * 0.4, Stroke(0.15), (float)Math.Pow(0.6, i));
        Assert.Equal(SoundKind.OneShot, Kind(echo));
    }

    [Fact]
    public void StrokesOutOfTimeAreAOneShot()
    {
        double[] times = [0, 0.31, 0.49, 1.18, 1.55, 2.31];
        var sound = new float[3 * SampleRate];
        foreach (double time in times) Add(sound, time, Stroke(0.2));
        Assert.Equal(SoundKind.OneShot, Kind(sound));
    }

    [Fact]
    public void StrokesAtRandomTimesAreSeldomALoop()
    {
        var random = new Random(9);
        int loopCount = 0;
        for (int i = 0; i < 300; i++)
        {
            int count = random.Next(4, 20);
            IEnumerable<double> times = Enumerable.Range(0, count).Select(_ => random.NextDouble() * count * 0.3).Order();
            if (LoopDetector.HasRhythm([.. times.Select(time => new Onset(time, -10 * random.NextDouble()))])) loopCount++;
        }

        Assert.InRange(loopCount, 0, 45);
    }

    [Fact]
    public void LevelAndRateMakeNoDifference()
    {
        foreach (int rate in new[] { 8_000, 22_050, 96_000 })
        {
            var sound = new float[4 * rate];
            for (int beat = 0; beat < 8; beat++) Add(sound, beat * 0.5, Stroke(0.3, rate), 1e-4f, rate);
            Assert.Equal(SoundKind.Loop, LoopDetector.Detect(sound, rate));
        }
    }

    [Fact]
    public void NineteenOfTwentyLoopsMadeOfSharedOneShotsAreFound()
    {
        string folder = SharedFolder.Require("drums");
        ILookup<string, string> byClass = File.ReadLines(Path.Combine(folder, "labels.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[0].EndsWith(".flac", StringComparison.Ordinal)).ToLookup(cells => cells[1], cells => Path.Combine(folder, cells[0]));
        var random = new Random(20);
        List<int> missed = [];
        const int count = 200;
        for (int i = 0; i < count; i++)
        {
            if (Kind(Sequence(byClass, random)) != SoundKind.Loop) missed.Add(i);
        }

        Assert.True(missed.Count <= count / 20, $"Missed {missed.Count}: {string.Join(' ', missed)}");
    }

    /// <summary>One or two bars of drums at 80 to 180 beats a minute, sometimes swung, with human levels and timing.</summary>
    private static float[] Sequence(ILookup<string, string> byClass, Random random)
    {
        (string[] Classes, float Level, int[][] Patterns)[] parts =
        [
            (["Kick"], 0.9f, [[0, 8], [0, 6, 8], [0, 4, 8, 12], [0, 7, 10]]),
            (["Snare", "Clap"], 0.8f, [[4, 12]]),
            (["Hat", "Shaken", "Tambourine"], 0.35f, [[0, 2, 4, 6, 8, 10, 12, 14], [2, 6, 10, 14], [.. Enumerable.Range(0, 16)]]),
            (["Tom", "Conga", "Cowbell", "Bongo", "Clave"], 0.5f, [[3, 6, 11], [0, 3, 6, 10, 12], []]),
        ];
        double stepSeconds = 60 / (80 + (100 * random.NextDouble())) / 4, swing = random.Next(3) == 0 ? 0.6 * random.NextDouble() : 0;
        int barCount = random.Next(1, 3);
        var mix = new float[(int)(16 * barCount * stepSeconds * SampleRate)];
        foreach ((string[] classes, float level, int[][] patterns) in parts)
        {
            string[] paths = [.. byClass[classes[random.Next(classes.Length)]]];
            Pcm pcm = AudioFile.Read(paths[random.Next(paths.Length)]).Pcm;
            float[] stroke = AtOurRate(pcm);
            float gain = level / Math.Max(stroke.Max(Math.Abs), 1e-6f);
            int[] pattern = patterns[random.Next(patterns.Length)];
            for (int bar = 0; bar < barCount; bar++)
            {
                foreach (int step in pattern)
                {
                    double late = (step % 4 == 2 ? swing : 0) * stepSeconds, human = 0.006 * (random.NextDouble() - 0.5);
                    double time = Math.Max(0, (((16 * bar) + step) * stepSeconds) + late + human);
                    Add(mix, time, stroke, gain * (float)Math.Pow(10, -6 * random.NextDouble() / 20));
                }
            }
        }

        return mix;
    }

    private static float[] AtOurRate(Pcm pcm)
    {
        float[] mono = pcm.ToMono();
        var result = new float[(int)((long)mono.Length * SampleRate / pcm.SampleRate)];
        for (int i = 0; i < result.Length; i++) result[i] = mono[(int)((long)i * pcm.SampleRate / SampleRate)];
        return result;
    }

    private static SoundKind Kind(float[] sound) => LoopDetector.Detect(sound, SampleRate);

    private static float[] Stroke(double seconds, int sampleRate = SampleRate)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, (int)(seconds * sampleRate)).Select(i =>
            (float)(Math.Exp(-7.0 * i / (seconds * sampleRate)) * (Math.Sin(2 * Math.PI * 120 * i / sampleRate) + (0.3 * random.NextDouble()))))];
    }

    private static void Add(float[] sound, double seconds, float[] stroke, float gain = 1, int sampleRate = SampleRate)
    {
        int start = (int)(seconds * sampleRate);
        for (int i = 0; i < stroke.Length && start + i < sound.Length; i++) sound[start + i] += gain * stroke[i];
    }
}
