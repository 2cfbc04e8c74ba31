using System.Runtime.InteropServices;
using DrumAI.Audio;
using DrumAI.Features;
using DrumAI.Taxonomy;

namespace DrumAI.Training;

/// <summary>Makes the files of a <see cref="SpectrogramBank"/>.</summary>
internal sealed class BankMaker : IDisposable
{
    private readonly LabelledSet set;
    private readonly TrainingOptions options;
    private readonly VariantPlan plan;
    private readonly string? teacherPath;
    private readonly ParallelOptions parallel;
    private readonly (float[] Mono, int Rate)[] sounds;
    private readonly int[][] kin, others;
    private readonly ThreadLocal<Worker> workers;

    public BankMaker(LabelledSet set, DrumTaxonomy taxonomy, TrainingOptions options, string? teacherPath, int threads, CancellationToken cancellation)
    {
        (this.set, this.options, this.teacherPath) = (set, options, teacherPath);
        plan = new VariantPlan(taxonomy, options);
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        sounds = new (float[], int)[set.Sounds.Count];
        var partners = new Partners(set, options.Seed);
        (kin, others) = (partners.OfSameKind(), partners.OfAnyKind());
        workers = new(() => new Worker(this), trackAllValues: true);
    }

    public void Make(string picturePath, string descriptionPath, IProgress<int>? progress)
    {
        Parallel.For(0, sounds.Length, parallel, i =>
        {
            var pcm = AudioFile.Read(Path.Combine(set.Folder, set.Sounds[i].Path)).Pcm;
            sounds[i] = (pcm.ToMono(), pcm.SampleRate);
        });
        int done = 0;
        using (var pictures = File.OpenHandle(picturePath + ".part", FileMode.Create, FileAccess.Write))
        using (var descriptions = File.OpenHandle(descriptionPath + ".part", FileMode.Create, FileAccess.Write))
        {
            Parallel.For(0, sounds.Length, parallel, i =>
            {
                var worker = workers.Value!;
                worker.Make(i);
                RandomAccess.Write(pictures, worker.Pictures, (long)i * worker.Pictures.Length);
                var bytes = MemoryMarshal.AsBytes(worker.Descriptions.AsSpan());
                RandomAccess.Write(descriptions, bytes, (long)i * bytes.Length);
                progress?.Report(Interlocked.Increment(ref done));
            });
        }

        File.Move(descriptionPath + ".part", descriptionPath, overwrite: true);
        File.Move(picturePath + ".part", picturePath, overwrite: true);
    }

    public void Dispose()
    {
        foreach (var worker in workers.Values) worker.Dispose();
        workers.Dispose();
    }

    /// <summary>What one thread needs: the pictures and descriptions of one sound's variants.</summary>
    private sealed class Worker(BankMaker maker) : IDisposable
    {
        private readonly FrontEnd frontEnd = new();
        private readonly Teacher? teacher = maker.teacherPath is null ? null : new Teacher(maker.teacherPath);
        private readonly float[] picture = new float[FrontEnd.Length];

        public byte[] Pictures { get; } = new byte[maker.plan.Count * FrontEnd.Length];

        public Half[] Descriptions { get; } =
            new Half[maker.teacherPath is null ? 0 : maker.plan.Count * Teacher.EmbeddingLength];

        public void Make(int sound)
        {
            var (mono, rate) = maker.sounds[sound];
            for (int variant = 0; variant < maker.plan.Count; variant++)
            {
                var random = new Random(unchecked(maker.options.Seed * 73856093 ^ sound * 19349663 ^ variant * 83492791));
                float[] changed = maker.plan.KindOf(maker.set.Sounds[sound], variant) switch
                {
                    VariantKind.AsItIs => mono,
                    VariantKind.Changed => Augmentation.Apply(mono, rate, Layer(sound, rate, random), random),
                    VariantKind.Flam => Augmentation.Apply(Augmentation.Flam(mono, rate, random), rate, layer: null, random),
                    _ => Augmentation.Wild(mono, rate, maker.sounds[Any(maker.others[sound], random)].Mono, random),
                };
                frontEnd.Compute(changed, rate, picture);
                var bytes = Pictures.AsSpan(variant * FrontEnd.Length, FrontEnd.Length);
                for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)((picture[i] * 255) + 0.5f);
                if (teacher is null) continue;
                var description = teacher.Describe(changed, rate);
                for (int i = 0; i < description.Length; i++) Descriptions[(variant * Teacher.EmbeddingLength) + i] = (Half)description[i];
            }
        }

        public void Dispose() => teacher?.Dispose();

        /// <summary>Now and then another sound of the same kind and rate.</summary>
        private float[]? Layer(int sound, int rate, Random random)
        {
            if (random.NextDouble() >= 0.2) return null;
            var (mono, otherRate) = maker.sounds[Any(maker.kin[sound], random)];
            return otherRate == rate ? (float[])mono.Clone() : null;
        }

        private static int Any(int[] from, Random random) => from[random.Next(from.Length)];
    }
}
