using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests;

/// <summary>A data folder of synthetic kicks, hats and claves, in the form of the real one: six libraries in three folds.</summary>
internal sealed class TinySet : IDisposable
{
    private const int Rate = 44100;

    public TinySet(int soundsPerClass = 12)
    {
        var labels = new StringWriter();
        var folds = new StringWriter();
        labels.Write("path,class,subclass,source,subclass_basis\n");
        folds.Write("path,group,fold\n");
        var random = new Random(3);
        for (int i = 0; i < soundsPerClass; i++)
            foreach (var (name, label) in new[] { ("kick", "Kick,"), ("hat", i % 2 == 0 ? "Hat,Hat_Open" : "Hat,Hat_Close"), ("clave", "Clave,") })
            {
                string path = $"library {i % 6}/{name}{i}.wav";
                WriteWav(Path.Combine(Folder, path), Sound(name, i, random));
                labels.Write($"\"{path}\",{label},test,{(name == "hat" ? "explicit" : "")}\n");
                folds.Write($"{path},group{i % 6},{i % 3}\n");
            }

        File.WriteAllText(Path.Combine(Folder, "labels.csv"), labels.ToString());
        File.WriteAllText(Path.Combine(Folder, "folds.csv"), folds.ToString());
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("drumai-").FullName;

    public LabelledSet Load() => LabelledSet.Load(Folder, DrumTaxonomy.Default);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static float[] Sound(string name, int number, Random random) => [.. Enumerable.Range(0, Rate / 3).Select(n =>
    {
        double t = (double)n / Rate, noise = 2 * random.NextDouble() - 1;
        return (float)(name switch
        {
            "kick" => Math.Sin(2 * Math.PI * (50 + number) * t) * Math.Exp(-10 * t),
            "hat" => noise * Math.Exp((number % 2 == 0 ? -8 : -60) * t),
            _ => Math.Sin(2 * Math.PI * (2200 + 20 * number) * t) * Math.Exp(-40 * t),
        } * 0.7);
    })];

    private static void WriteWav(string path, float[] samples)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("RIFF"u8);
        writer.Write(36 + 2 * samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(2 * Rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples.Length);
        foreach (float sample in samples) writer.Write((short)Math.Round(sample * 32767));
    }
}
