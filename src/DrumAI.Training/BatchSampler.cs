using DrumAI.Features;
using DrumAI.Taxonomy;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>
/// Draws training batches: classes and libraries evened out, a random variant of each sound, cheap changes of its picture, mixing of pairs.
/// </summary>
internal sealed class BatchSampler
{
    private readonly Device device;
    private readonly LabelledSet set;
    private readonly SpectrogramBank bank;
    private readonly TrainingOptions options;
    private readonly DrumTaxonomy taxonomy;
    private readonly int[] members;
    private readonly double[] cumulative;
    private readonly float[] subclassWeights;
    private readonly float[] pictures, classes, subclasses, descriptions;
    private readonly int descriptionLength;

    public BatchSampler(LabelledSet set, SpectrogramBank bank, IReadOnlyList<int> members, DrumTaxonomy taxonomy, TrainingOptions options, Device device)
    {
        this.device = device;
        (this.set, this.bank, this.taxonomy, this.options) = (set, bank, taxonomy, options);
        this.members = [.. members];
        cumulative = Cumulate(Weights());
        subclassWeights = SubclassWeights();
        descriptionLength = bank.Descriptions[0].Length;
        pictures = new float[options.BatchSize * FrontEnd.Length];
        classes = new float[options.BatchSize * taxonomy.Classes.Count];
        subclasses = new float[options.BatchSize * taxonomy.Subclasses.Count];
        descriptions = new float[options.BatchSize * descriptionLength];
    }

    /// <summary>The next batch; its tensors belong to the current dispose scope.</summary>
    public Batch Next(Random random)
    {
        Array.Fill(classes, (float)(options.LabelSmoothing / taxonomy.Classes.Count));
        Array.Clear(subclasses);
        Array.Clear(descriptions);
        for (int row = 0; row < options.BatchSize; row++)
        {
            var picture = pictures.AsSpan(row * FrontEnd.Length, FrontEnd.Length);
            bool mix = random.NextDouble() < options.MixupShare;
            float share = mix ? (float)Beta(options.MixupAlpha, random) : 1;
            share = Math.Max(share, 1 - share);
            picture.Clear();
            Add(row, Draw(random), share, picture, random);
            if (mix) Add(row, Draw(random), 1 - share, picture, random);
            PictureAugmentation.Apply(picture, random);
        }

        long n = options.BatchSize;
        // Channels last in memory: twice as fast on processors.
        return new Batch(
            tensor(pictures, [n, FrontEnd.BandCount, FrontEnd.FrameCount, FrontEnd.ChannelCount]).to(device).permute(0, 3, 1, 2),
            tensor(classes, [n, taxonomy.Classes.Count]).to(device),
            tensor(subclasses, [n, taxonomy.Subclasses.Count]).to(device),
            tensor(descriptions, [n, descriptionLength]).to(device));
    }

    private void Add(int row, int sound, float share, Span<float> picture, Random random)
    {
        var bytes = bank.Picture(sound, random.Next(bank.VariantCount));
        const int size = FrontEnd.BandCount * FrontEnd.FrameCount;
        float scale = share / 255;
        for (int channel = 0; channel < FrontEnd.ChannelCount; channel++)
            for (int i = 0; i < size; i++) picture[i * FrontEnd.ChannelCount + channel] += bytes[channel * size + i] * scale;
        var label = set.Sounds[sound];
        classes[row * taxonomy.Classes.Count + label.Class] += share * (float)(1 - options.LabelSmoothing);
        if (label.Subclass >= 0)
        {
            // An assumed sub-class counts less than one that somebody wrote.
            float trust = label.SubclassBasis == "default" ? 0.3f : 1;
            subclasses[row * taxonomy.Subclasses.Count + label.Subclass] += share * trust * subclassWeights[label.Subclass];
        }

        var description = bank.Descriptions[sound];
        for (int i = 0; i < description.Length; i++) descriptions[row * descriptionLength + i] += share * description[i];
    }

    private int Draw(Random random)
    {
        int at = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return members[Math.Min(at < 0 ? ~at : at, members.Length - 1)];
    }

    /// <summary>A class's weight is its size to one power; within it a library's weight is its share to another.</summary>
    private double[] Weights()
    {
        var classSizes = members.CountBy(i => set.Sounds[i].Class).ToDictionary();
        var cells = members.CountBy(i => (set.Sounds[i].Class, set.Sounds[i].Group)).ToDictionary();
        var cellMass = cells.GroupBy(c => c.Key.Class).ToDictionary(g => g.Key, g => g.Sum(c => Math.Pow(c.Value, options.GroupPower)));
        return [.. members.Select(i =>
        {
            var (c, g) = (set.Sounds[i].Class, set.Sounds[i].Group);
            double cell = cells[(c, g)];
            return Math.Pow(classSizes[c], options.ClassPower) * Math.Pow(cell, options.GroupPower) / cellMass[c] / cell;
        })];
    }

    /// <summary>Rare sub-classes count more, by the inverse square root of their size, one on average over sounds.</summary>
    private float[] SubclassWeights()
    {
        var sizes = new double[taxonomy.Subclasses.Count];
        foreach (int i in members)
            if (set.Sounds[i].Subclass is >= 0 and var s) sizes[s] += set.Sounds[i].SubclassBasis == "default" ? 0.3 : 1;
        double total = sizes.Sum(), mean = sizes.Sum(n => Math.Sqrt(n)) / Math.Max(total, 1);
        return [.. sizes.Select(n => n == 0 ? 0 : (float)(1 / Math.Sqrt(n) / mean))];
    }

    private static double[] Cumulate(double[] weights)
    {
        double sum = 0;
        return [.. weights.Select(w => sum += w)];
    }

    /// <summary>A draw from Beta(a, a) as a ratio of gamma draws (Johnk's method, for a at most 1).</summary>
    private static double Beta(double a, Random random)
    {
        while (true)
        {
            double u = Math.Pow(random.NextDouble(), 1 / a), v = Math.Pow(random.NextDouble(), 1 / a);
            if (u + v is > 0 and <= 1) return u / (u + v);
        }
    }
}
