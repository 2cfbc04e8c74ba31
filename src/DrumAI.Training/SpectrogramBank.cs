using System.IO.MemoryMappedFiles;
using DrumAI.Audio;
using DrumAI.Features;

namespace DrumAI.Training;

/// <summary>
/// The front end's pictures of every sound, as it is and in several augmented variants, and the teacher's descriptions, in two files that
/// training processes share. A picture cell is a byte (1 = full scale: steps of 0.27 dB).
/// </summary>
public sealed unsafe class SpectrogramBank : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* pictures;

    private SpectrogramBank(string picturePath, int soundCount, int variantCount, float[][] descriptions)
    {
        SoundCount = soundCount;
        VariantCount = variantCount;
        Descriptions = descriptions;
        file = MemoryMappedFile.CreateFromFile(picturePath, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pictures);
    }

    /// <summary>Number of sounds, in the order of the labelled set.</summary>
    public int SoundCount { get; }

    /// <summary>Variants of each; 0 is the sound as it is.</summary>
    public int VariantCount { get; }

    /// <summary>For each sound the teacher's description, every number standardised over the set; empty arrays without a teacher.</summary>
    public IReadOnlyList<float[]> Descriptions { get; }

    /// <summary>The picture of one variant: <see cref="FrontEnd.Length"/> bytes.</summary>
    public ReadOnlySpan<byte> Picture(int sound, int variant) =>
        new(pictures + ((long)sound * VariantCount + variant) * FrontEnd.Length, FrontEnd.Length);

    /// <summary>
    /// Opens the bank in <paramref name="folder"/>, making what is missing. Its name tells what it depends on, so that a changed set or
    /// front end makes a new one; work that was cut off is made again whole.
    /// </summary>
    /// <param name="set">The sounds.</param>
    /// <param name="folder">Where banks are kept.</param>
    /// <param name="variantCount">Variants of each sound, 1 or more.</param>
    /// <param name="teacherPath">The teacher's ONNX file, or null to train without.</param>
    /// <param name="seed">Seed of the augmentation.</param>
    /// <param name="threads">Threads to make it with.</param>
    /// <param name="progress">Told the number of sounds done.</param>
    /// <param name="cancellation">Stops the making.</param>
    /// <exception cref="AudioFormatException">A sound of the set cannot be read.</exception>
    public static SpectrogramBank Open(
        LabelledSet set, string folder, int variantCount, string? teacherPath, int seed, int threads, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        Directory.CreateDirectory(folder);
        string name = $"{set.Hash[..12]}-v{FrontEnd.Version}-x{variantCount}-s{seed}{(teacherPath is null ? "" : "-t")}";
        string picturePath = Path.Combine(folder, name + ".pictures"), descriptionPath = Path.Combine(folder, name + ".descriptions");
        if (!File.Exists(picturePath) || !File.Exists(descriptionPath))
            Make(set, picturePath, descriptionPath, variantCount, teacherPath, seed, threads, progress, cancellation);
        return new SpectrogramBank(picturePath, set.Sounds.Count, variantCount, ReadDescriptions(descriptionPath, set.Sounds.Count));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    private static void Make(
        LabelledSet set, string picturePath, string descriptionPath, int variantCount, string? teacherPath, int seed, int threads, IProgress<int>? progress, CancellationToken cancellation)
    {
        var sounds = new (float[] Mono, int Rate)[set.Sounds.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, sounds.Length, parallel, i =>
        {
            var pcm = AudioFile.Read(Path.Combine(set.Folder, set.Sounds[i].Path)).Pcm;
            sounds[i] = (pcm.ToMono(), pcm.SampleRate);
        });
        var kin = Layers(set.Sounds);
        var descriptions = new float[sounds.Length][];
        int done = 0;
        using (var handle = File.OpenHandle(picturePath + ".part", FileMode.Create, FileAccess.Write, preallocationSize: (long)sounds.Length * variantCount * FrontEnd.Length))
        {
            Parallel.For(0, sounds.Length, parallel,
                () => (FrontEnd: new FrontEnd(), Teacher: teacherPath is null ? null : new Teacher(teacherPath), Bytes: new byte[variantCount * FrontEnd.Length]),
                (i, _, local) =>
                {
                    var (mono, rate) = sounds[i];
                    descriptions[i] = local.Teacher?.Describe(mono, rate) ?? [];
                    for (int variant = 0; variant < variantCount; variant++)
                    {
                        var random = new Random(unchecked(seed * 73856093 ^ i * 19349663 ^ variant * 83492791));
                        var changed = variant == 0 ? mono : Augmentation.Apply(mono, rate, Layer(sounds, kin[i], rate, random), random);
                        WritePicture(local.FrontEnd, changed, rate, local.Bytes.AsSpan(variant * FrontEnd.Length, FrontEnd.Length));
                    }

                    RandomAccess.Write(handle, local.Bytes, (long)i * local.Bytes.Length);
                    progress?.Report(Interlocked.Increment(ref done));
                    return local;
                },
                local => local.Teacher?.Dispose());
        }

        WriteDescriptions(descriptionPath, descriptions);
        File.Move(picturePath + ".part", picturePath, overwrite: true);
    }

    private static void WritePicture(FrontEnd frontEnd, float[] mono, int rate, Span<byte> bytes)
    {
        Span<float> picture = new float[FrontEnd.Length];
        frontEnd.Compute(mono, rate, picture);
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(picture[i] * 255 + 0.5f);
    }

    /// <summary>For each sound those it may be mixed with: same class and sub-class, and same fold, so that no test sound is heard in training.</summary>
    private static int[][] Layers(IReadOnlyList<LabelledSound> sounds)
    {
        var byKind = sounds.Select((s, i) => (s, i)).ToLookup(p => (p.s.Class, p.s.Subclass, p.s.Fold), p => p.i);
        return [.. sounds.Select(s => byKind[(s.Class, s.Subclass, s.Fold)].ToArray())];
    }

    private static float[]? Layer((float[] Mono, int Rate)[] sounds, int[] kin, int rate, Random random)
    {
        if (random.NextDouble() >= 0.2) return null;
        var (mono, otherRate) = sounds[kin[random.Next(kin.Length)]];
        return otherRate == rate ? (float[])mono.Clone() : null;
    }

    private static void WriteDescriptions(string path, float[][] descriptions)
    {
        int size = descriptions[0].Length;
        Standardise(descriptions, size);
        using var stream = File.Create(path);
        foreach (var row in descriptions) stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.AsSpan()));
    }

    private static void Standardise(float[][] rows, int size)
    {
        for (int j = 0; j < size; j++)
        {
            double mean = rows.Average(r => (double)r[j]);
            double deviation = Math.Sqrt(rows.Average(r => (r[j] - mean) * (r[j] - mean))) + 1e-6;
            foreach (var row in rows) row[j] = (float)((row[j] - mean) / deviation);
        }
    }

    private static float[][] ReadDescriptions(string path, int count)
    {
        var all = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        int size = all.Length / count;
        return [.. Enumerable.Range(0, count).Select(i => all.AsSpan(i * size, size).ToArray())];
    }
}
