using System.Buffers.Binary;
using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests;

/// <summary>A data folder of synthetic kicks, hats and claves, of six kits in three folds; deleted when disposed.</summary>
internal sealed class SmallSet : IDisposable
{
    private const int SampleRate = 22050;
    private static readonly string[] Kinds = ["Kick", "Hat", "Clave"];

    private readonly string folder = Directory.CreateTempSubdirectory("small-set").FullName;

    /// <param name="perKit">Sounds of each class in each kit.</param>
    public SmallSet(int perKit = 2)
    {
        var labels = new List<string> { "path,class,subclass,subclass_basis" };
        var folds = new List<string> { "path,group,fold" };
        var random = new Random(1);
        for (int kit = 0; kit < 6; kit++)
        {
            Directory.CreateDirectory(Path.Combine(folder, $"kit{kit}"));
            foreach (string kind in Kinds)
            {
                for (int i = 0; i < perKit; i++)
                {
                    string path = $"kit{kit}/{kind}{i}.wav";
                    WriteWav(Path.Combine(folder, path), Sound(kind, random));
                    labels.Add($"{path},{kind},{(kind == "Hat" ? "Hat_Close,explicit" : ",")}");
                    folds.Add($"{path},kit{kit},{kit % 3}");
                }
            }
        }

        File.WriteAllLines(Path.Combine(folder, "labels.csv"), labels);
        File.WriteAllLines(Path.Combine(folder, "folds.csv"), folds);
        Set = LabelledSet.Load(folder, DrumTaxonomy.Default);
    }

    public LabelledSet Set { get; }

    /// <summary>A folder for what training keeps.</summary>
    public TrainingFolder Work => new(Path.Combine(folder, "work"));

    public SpectrogramBank OpenBank(TrainingOptions options) =>
        SpectrogramBank.Open(Set, Work.Bank, DrumTaxonomy.Default, options, teacherPath: null, threads: 2, progress: null, CancellationToken.None);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A falling low sine, a burst of noise, or a short high sine.</summary>
    private static float[] Sound(string kind, Random random)
    {
        double frequencyHz = kind == "Kick" ? 50 + 30 * random.NextDouble() : 2000 + 800 * random.NextDouble();
        double decaySeconds = kind == "Kick" ? 0.15 : 0.04;
        return [.. Enumerable.Range(0, SampleRate / 4).Select(n =>
        {
            double t = (double)n / SampleRate;
            double source = kind == "Hat" ? 2 * random.NextDouble() - 1 : Math.Sin(2 * Math.PI * frequencyHz * t);
            return (float)(0.8 * source * Math.Exp(-t / decaySeconds));
        })];
    }

    private static void WriteWav(string path, float[] samples)
    {
        var bytes = new byte[44 + 2 * samples.Length];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 2 * SampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + 2 * i), (short)(samples[i] * 32767));
        File.WriteAllBytes(path, bytes);
    }
}
