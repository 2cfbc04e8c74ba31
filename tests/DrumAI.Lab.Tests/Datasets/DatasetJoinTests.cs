using DrumAI.Lab.Datasets;
using DrumAI.Training;
using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests.Datasets;

public sealed class DatasetJoinTests : IDisposable
{
    private readonly SmallSet small = new();
    private readonly string folder = Directory.CreateTempSubdirectory("join").FullName;

    private string Output => Path.Combine(folder, "joined");

    public void Dispose()
    {
        small.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task CopiesStayOutKinStayTogetherStrangersGoWhereFewestAre()
    {
        string pool = Pool();
        // A kit that shares a sound with kit1 of fold 1 under another name, and holds one of its own.
        string sets = Path.Combine(folder, "sets");
        Copy(Path.Combine(pool, "kit1", "Clave0.wav"), Path.Combine(sets, "Renamed", "clave_x.wav"));
        Burst(Path.Combine(sets, "Renamed", "tom_low.wav"), 140);
        // One that shares nothing, with a file that is no sound and one whose name says nothing.
        Burst(Path.Combine(sets, "Stranger", "kick_deep.wav"), 40);
        Burst(Path.Combine(sets, "Stranger", "qwerty.wav"), 700);
        await File.WriteAllTextAsync(Path.Combine(sets, "Stranger", "snare_broken.wav"), "no sound", TestContext.Current.CancellationToken);

        using var program = await LabProgram.RunAsync("datasets", "join", pool, sets + "=hydrogen-drumkits", "--output", Output);
        Assert.True(program.ExitCode == 0, program.Error);

        var set = LabelledSet.Load(Output, Taxonomy.DrumTaxonomy.Default);
        Assert.Equal(38, set.Sounds.Count);
        Assert.Equal(36, set.Sounds.Count(s => !s.Path.StartsWith("hydrogen-drumkits/", StringComparison.Ordinal)));
        var tom = set.Sounds.Single(s => s.Path == "hydrogen-drumkits/Renamed/tom_low.wav");
        Assert.Equal(("kit1", 1), (tom.Group, tom.Fold));
        var kick = set.Sounds.Single(s => s.Path == "hydrogen-drumkits/Stranger/kick_deep.wav");
        Assert.Equal(0, kick.Fold);
        Assert.NotEqual("kit0", kick.Group);
        Assert.All(set.Sounds, s => Assert.True(File.Exists(Path.Combine(Output, s.Path)), s.Path));
        Assert.Contains("snare_broken.wav", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PoolThatStandsIsNotWrittenOver()
    {
        string pool = Pool();
        using var program = await LabProgram.RunAsync("datasets", "join", pool, pool + "=general", "--output", pool);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("holds a pool already", program.Error, StringComparison.Ordinal);
        Assert.Equal(37, File.ReadAllLines(Path.Combine(pool, "labels.csv")).Length);
    }

    [Fact]
    public void SofterStrokeIsOneRecordingWithTheLouderOrAnother()
    {
        float[] stroke = [.. Enumerable.Range(0, 400).Select(n => MathF.Sin(n * 0.3f) * MathF.Exp(-n / 100f))];
        float[] softer = [.. stroke.Select(x => 0.2f * x), 0, 0];
        float[] other = [.. Enumerable.Range(0, 400).Select(n => MathF.Sin((n * 0.31f) + 1) * MathF.Exp(-n / 100f))];
        Assert.InRange(SoundFontRenderer.Likeness(stroke, softer), 0.999f, 1.001f);
        Assert.True(SoundFontRenderer.Likeness(stroke, other) < 0.9f);
    }

    /// <summary>The small set with its libraries and kits written down.</summary>
    private string Pool()
    {
        string labels = Path.Combine(small.Set.Folder, "labels.csv");
        File.WriteAllLines(labels, File.ReadAllLines(labels).Select((line, i) => i == 0 ? line + ",source,kit" : $"{line},{line.Split('/')[0]},"));
        return small.Set.Folder;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static void Burst(string path, double hz)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        float[] sound = [.. Enumerable.Range(0, 11025).Select(n => (float)(0.8 * Math.Sin(2 * Math.PI * hz * n / 22050 * (1 + Math.Exp(-n / 500.0))) * Math.Exp(-n / 2500.0)))];
        File.WriteAllBytes(path, Audio.WavWriter.ToInt16(sound, 22050));
    }
}
