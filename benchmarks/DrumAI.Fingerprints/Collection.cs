using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>
/// What all measurements start from: the cepstra of the pool's sounds, and of many of them in other clothes. Making it takes minutes, so it is kept in a
/// file; thresholds and distances can then be tried in seconds.
/// </summary>
internal sealed record Collection(IReadOnlyList<Original> Originals, IReadOnlyList<Copy> Copies)
{
    private const int PairsEach = 3;

    /// <summary>The copies, each with its original.</summary>
    public IEnumerable<(Original Original, Copy Copy)> Pairs => Copies.Select(c => (Originals[c.Original], c));

    /// <summary>The sounds of some files, and their copies.</summary>
    public Collection Where(Func<LabelledFile, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, Originals.Count).Where(i => isKept(Originals[i].File))];
        var positions = kept.Index().ToDictionary(k => k.Item, k => k.Index);
        return new Collection(
            [.. kept.Select(i => Originals[i])],
            [.. Copies.Where(c => positions.ContainsKey(c.Original)).Select(c => c with { Original = positions[c.Original] })]);
    }

    /// <summary>Reads the whole pool, and dresses every n-th sound in everything and in some pairs.</summary>
    /// <param name="folder">The pool.</param>
    /// <param name="dressedCount">How many sounds are dressed.</param>
    /// <param name="log">Told how far it is.</param>
    public static Collection Make(string folder, int dressedCount, TextWriter log)
    {
        var files = LabelledFile.ReadAll(folder);
        var image = new CepstralImage();
        var originals = new List<Original>();
        foreach (var file in files)
        {
            var (sound, format) = Read(folder, file);
            var cepstrum = new double[CepstralImage.Length];
            if (image.Compute(sound.ToMono(), sound.SampleRate, cepstrum)) originals.Add(new Original(file, format.BitsPerSample == 0, cepstrum));
        }

        log.WriteLine($"{originals.Count} sounds");
        var copies = new Copy[dressedCount][];
        int done = 0;
        Parallel.For(0, dressedCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, k =>
        {
            int i = (int)((long)k * originals.Count / dressedCount);
            copies[k] = Dress(i, Read(folder, originals[i].File).Sound, originals[i].IsCoded);
            if (Interlocked.Increment(ref done) % 100 == 0) log.WriteLine($"{done} of {dressedCount} dressed");
        });
        return new Collection(originals, [.. copies.SelectMany(c => c)]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static Collection Load(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        var originals = Enumerable.Range(0, reader.ReadInt32())
            .Select(_ => new Original(new LabelledFile(reader.ReadString(), reader.ReadString(), reader.ReadInt32()), reader.ReadBoolean(), ReadCepstrum(reader)!)).ToArray();
        var copies = Enumerable.Range(0, reader.ReadInt32())
            .Select(_ => new Copy(
                reader.ReadInt32(), reader.ReadString(), ReadCepstrum(reader), new WaveformFit(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()),
                reader.ReadBoolean())).ToArray();
        return new Collection(originals, copies);
    }

    /// <summary>Writes a file for <see cref="Load"/>.</summary>
    public void Save(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Originals.Count);
        foreach (var original in Originals)
        {
            writer.Write(original.File.Path);
            writer.Write(original.File.Instrument);
            writer.Write(original.File.Fold);
            writer.Write(original.IsCoded);
            WriteCepstrum(writer, original.Cepstrum);
        }

        writer.Write(Copies.Count);
        foreach (var copy in Copies)
        {
            writer.Write(copy.Original);
            writer.Write(copy.Clothes);
            WriteCepstrum(writer, copy.Cepstrum);
            writer.Write(copy.Fit.Correlation);
            writer.Write(copy.Fit.BandCorrelation);
            writer.Write(copy.Fit.BandDecibels);
            writer.Write(copy.IsCoded);
        }
    }

    private static (Pcm Sound, AudioFormat Format) Read(string folder, LabelledFile file)
    {
        var reading = AudioFile.Read(Path.Combine(folder, file.Path));
        return (reading.Pcm, reading.Format);
    }

    private static Copy[] Dress(int index, Pcm sound, bool isCoded)
    {
        var scratch = Directory.CreateTempSubdirectory("drumai-fingerprints-");
        try
        {
            var clothes = new Clothes(scratch.FullName);
            var segment = new SoundSegment();
            var comparer = new WaveformComparer();
            var image = new CepstralImage();
            segment.Prepare(sound.ToMono(), sound.SampleRate);
            double[] trace = WaveformComparer.Trace(segment);
            var random = new Random(index);
            var copies = Clothes.Names.Select(name => Describe(name, clothes.Put(name, sound, random), Clothes.IsCodec(name))).ToList();
            for (int pair = 0; pair < PairsEach; pair++)
            {
                var (first, second) = Clothes.Pair(random);
                copies.Add(Describe(Clothes.TwoAtOnce, clothes.Put(second, clothes.Put(first, sound, random), random), Clothes.IsCodec(second)));
            }

            return [.. copies];

            Copy Describe(string name, Pcm copy, bool isCopyCoded)
            {
                var mono = copy.ToMono();
                var cepstrum = new double[CepstralImage.Length];
                bool heard = image.Compute(mono, copy.SampleRate, cepstrum);
                var fit = segment.Prepare(mono, copy.SampleRate) ? comparer.Compare(trace, WaveformComparer.Trace(segment)) : default;
                return new Copy(index, name, heard ? cepstrum : null, fit, isCoded || isCopyCoded);
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static double[]? ReadCepstrum(BinaryReader reader) =>
        reader.ReadBoolean() ? [.. Enumerable.Range(0, CepstralImage.Length).Select(_ => (double)reader.ReadSingle())] : null;

    private static void WriteCepstrum(BinaryWriter writer, double[]? cepstrum)
    {
        writer.Write(cepstrum is not null);
        foreach (double value in cepstrum ?? []) writer.Write((float)value);
    }
}
