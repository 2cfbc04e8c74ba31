using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Identity;
using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests.Privacy;

/// <summary>Reads sounds, with what the service would keep of each.</summary>
internal sealed class KnownSounds(DrumClassifier classifier)
{
    private readonly FeatureExtractor extractor = new(classifier.Embed);

    /// <summary>So many sounds of each class from some folds, each group as evenly as can be; files that hold too little are passed over.</summary>
    public List<KnownSound> Read(string drums, IReadOnlyList<string> classes, Func<int, bool> fold, int countPerClass, int seed)
    {
        var random = new Random(seed);
        var groups = Csv.ReadTable(Path.Combine(drums, "folds.csv"), "path", "group", "fold").ToDictionary(r => r[0], r => (Group: r[1], Fold: int.Parse(r[2])));
        var rows = Csv.ReadTable(Path.Combine(drums, "labels.csv"), "path", "class").Where(r => groups.TryGetValue(r[0], out var g) && fold(g.Fold)).ToList();
        var sounds = new List<KnownSound>();
        foreach (string name in classes)
        {
            var paths = rows.Where(r => r[1] == name).Select(r => r[0]).GroupBy(p => groups[p].Group).Select(g => g.OrderBy(_ => random.Next()).ToList()).ToList();
            var turns = paths.SelectMany(g => g.Select((p, turn) => (Path: p, Turn: turn))).OrderBy(p => p.Turn).ThenBy(_ => random.Next()).Take(countPerClass);
            sounds.AddRange(turns.Select(p => Read(Path.Combine(drums, p.Path), name, groups[p.Path].Group)).OfType<KnownSound>());
        }

        return sounds;
    }

    private KnownSound? Read(string path, string className, string group)
    {
        var pcm = AudioFile.Read(path).Pcm;
        var mono = Resampler.Resample(pcm.ToMono(), pcm.SampleRate, MelInversion.SampleRate);
        int onset = FrontEnd.FindOnset(mono, MelInversion.SampleRate);
        var sound = Loud(mono[onset..Math.Min(mono.Length, onset + MelInversion.SampleRate)]);
        var features = extractor.Extract(new Pcm(sound, 1, MelInversion.SampleRate));
        if (features.Fingerprint is not { } fingerprint) return null;
        double[] descriptors = Describe(WireFeatures.Of(features), className);
        double[] row = [.. descriptors, .. features.Embedding!.Select(v => 8.0 * v), .. Bits(fingerprint)];
        return new KnownSound(className, group, sound, features.LogMelYamnet!, descriptors, row, features.Embedding!);
    }

    /// <summary>At one level, since the level of a file says nothing of the sound.</summary>
    public static float[] Loud(float[] sound)
    {
        float peak = sound.Max(Math.Abs);
        return peak == 0 ? sound : [.. sound.Select(s => 0.9f * s / peak)];
    }

    /// <summary>The numbers, each brought to about the same size.</summary>
    private static double[] Describe(WireFeatures f, string className)
    {
        var t = f.Timbre!;
        float?[] scores = [t.Hardness, t.Depth, t.Brightness, t.Roughness, t.Warmth, t.Sharpness, t.Boominess, 50 * t.Reverb];
        return
        [
            .. f.Zcr!.Select(v => 3.0 * v), .. f.Flatness!.Select(v => Math.Log(v + 1e-4) / 4), .. f.Contrast!.SelectMany(r => r).Select(v => v / 20.0),
            .. f.Contrast8!.SelectMany(r => r).Select(v => v / 20.0), .. scores.Select(s => (s ?? 50) / 15.0),
            .. DrumTaxonomy.Default.Classes.Select(c => c.Name == className ? 3.0 : 0),
        ];
    }

    private static IEnumerable<double> Bits(Fingerprint fingerprint) =>
        fingerprint.ToBytes().SelectMany(b => Enumerable.Range(0, 8).Select(bit => (b >> bit & 1) - 0.5));
}
