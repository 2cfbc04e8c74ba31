using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Tests.Identity;

public sealed class DuplicateFinderTests
{
    private static readonly AudioFormat Wav16 = new(AudioContainer.Wav, AudioEncoding.Pcm, 16, 44100, 1);
    private static readonly AudioFormat Wav24 = Wav16 with { BitsPerSample = 24 };
    private static readonly AudioFormat Mp3 = new(AudioContainer.Mpeg, AudioEncoding.Mpeg, 0, 44100, 1);

    private readonly Dictionary<string, Pcm> sounds = [];
    private readonly List<SoundFile> files = [];

    [Fact]
    public void CopiesOfOneSoundMakeAGroupAndStrangersNone()
    {
        var kick = DrumStrokes.Make(1);
        Add("kick", kick, Wav16);
        Add("other", DrumStrokes.Make(2), Wav16);
        Add("quiet kick", Louder(kick, 0.25f), Wav24);
        Add("late kick", new Pcm([.. new float[1000], .. kick.Samples], 1, 44100), Wav16);
        var group = Assert.Single(Find());
        Assert.Equal(["quiet kick", "kick", "late kick"], group.Members.Select(m => m.File.Path));
        Assert.All(group.Members, m => Assert.Equal(SoundRelation.Same, m.Relation));
        Assert.Empty(group.Members[0].Differences);
        Assert.Equal(["level", "bits"], group.Members[1].Differences);
        Assert.Equal(["level", "length", "bits"], group.Members[2].Differences);
    }

    [Fact]
    public void TheFileThatLostNothingIsKept()
    {
        Add("coded", DrumStrokes.Make(1), Mp3);
        Add("original", Louder(DrumStrokes.Make(1), 0.9f), Wav16);
        Assert.Equal("original", Find()[0].Members[0].File.Path);
    }

    [Fact]
    public void AnotherStrokeOfTheSameDrumIsNearNotTheSame()
    {
        // The same tone under other noise: the picture is hardly another, the wave is.
        int seed = Enumerable.Range(0, 500).First(s =>
            FingerprintOf(DrumStrokes.Make(s)).DistanceTo(FingerprintOf(DrumStrokes.Make(s, 1))) is > 0 and <= DuplicateFinder.CandidateDistance
            && new WaveformComparer().Compare(Trace(DrumStrokes.Make(s))!, Trace(DrumStrokes.Make(s, 1))!).Correlation < 0.98);
        Add("one", DrumStrokes.Make(seed), Wav16);
        Add("two", DrumStrokes.Make(seed, 1), Wav16);
        Assert.Equal([SoundRelation.Same, SoundRelation.Near], Assert.Single(Find()).Members.Select(m => m.Relation));
    }

    [Fact]
    public void ACodedCopyBelongsToTheRecordingThatItFitsBest()
    {
        // Two strokes that differ by less than a codec may change.
        var stroke = DrumStrokes.Make(3);
        Add("one", stroke, Wav16);
        Add("two", WithNoise(stroke, 0.5f, seed: 1), Wav16);
        Add("coded", WithNoise(WithNoise(stroke, 0.5f, seed: 1), 0.1f, seed: 2), Mp3);
        var group = Assert.Single(Find());
        Assert.Equal(
            ["one Same", "two Near", "coded Near"], group.Members.Select(m => $"{m.File.Path} {m.Relation}"));
    }

    [Fact]
    public void FilesOfEqualBytesAreTheSameEvenInSilence()
    {
        files.Add(new SoundFile("a", "hash", null, Wav16, 1, double.NegativeInfinity));
        files.Add(new SoundFile("b", "other", null, Wav16, 1, double.NegativeInfinity));
        files.Add(new SoundFile("c", "hash", null, Wav16, 1, double.NegativeInfinity));
        Assert.Equal(["a", "c"], Assert.Single(Find()).Members.Select(m => m.File.Path));
    }

    [Fact]
    public void NoFileStandsInTwoGroups()
    {
        for (int seed = 0; seed < 30; seed++)
            for (int noise = 0; noise < 3; noise++) Add($"{seed}/{noise}", DrumStrokes.Make(seed, noise), Wav16);
        var paths = Find().SelectMany(g => g.Members).Select(m => m.File.Path).ToArray();
        Assert.Equal(paths.Length, paths.Distinct().Count());
    }

    /// <summary>Adds noise that follows the level.</summary>
    private static Pcm WithNoise(Pcm sound, float share, int seed)
    {
        var random = new Random(seed);
        return new([.. sound.Samples.Select(s => s * (1 + share * (2 * random.NextSingle() - 1)))], 1, sound.SampleRate);
    }

    private static Pcm Louder(Pcm sound, float gain) => new([.. sound.Samples.Select(s => s * gain)], 1, sound.SampleRate);

    private static Fingerprint FingerprintOf(Pcm sound) => new Fingerprinter().Compute(sound.Samples, sound.SampleRate)!.Value;

    private static double[]? Trace(Pcm sound)
    {
        var segment = new SoundSegment();
        return segment.Prepare(sound.Samples, sound.SampleRate) ? WaveformComparer.Trace(segment) : null;
    }

    private void Add(string path, Pcm sound, AudioFormat format)
    {
        sounds[path] = sound;
        double level = 10 * Math.Log10(sound.Samples.Sum(s => (double)s * s));
        files.Add(new SoundFile(path, path, FingerprintOf(sound), format, sound.DurationSeconds, level));
    }

    private IReadOnlyList<DuplicateGroup> Find() => DuplicateFinder.Find(files, f => Trace(sounds[f.Path]), TestContext.Current.CancellationToken);
}
