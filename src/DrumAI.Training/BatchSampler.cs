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
    private readonly SoundDraw draw;
    private readonly SubclassTargets subclassTargets;
    private readonly float[] pictures, classes, subclasses, descriptions;
    private readonly int descriptionLength, rowCount;

    public BatchSampler(LabelledSet set, SpectrogramBank bank, IReadOnlyList<int> members, DrumTaxonomy taxonomy, TrainingOptions options, Device device)
    {
        this.device = device;
        (this.set, this.bank, this.taxonomy, this.options) = (set, bank, taxonomy, options);
        draw = new SoundDraw(set, members, options);
        subclassTargets = new SubclassTargets(set, members, taxonomy, options);
        descriptionLength = bank.DescriptionLength;
        rowCount = options.BatchSize + (descriptionLength > 0 && bank.WildCount > 0 ? options.WildBatchSize : 0);
        pictures = new float[rowCount * FrontEnd.Length];
        classes = new float[options.BatchSize * taxonomy.Classes.Count];
        subclasses = new float[options.BatchSize * taxonomy.Subclasses.Count];
        descriptions = new float[rowCount * descriptionLength];
    }

    /// <summary>The next batch; its tensors belong to the current dispose scope.</summary>
    public Batch Next(Random random)
    {
        Array.Fill(classes, (float)(options.LabelSmoothing / taxonomy.Classes.Count));
        Array.Clear(subclasses);
        Array.Clear(descriptions);
        for (int row = 0; row < rowCount; row++)
        {
            bool wild = row >= options.BatchSize;
            var picture = pictures.AsSpan(row * FrontEnd.Length, FrontEnd.Length);
            bool mix = random.NextDouble() < options.MixupShare;
            float share = mix ? (float)BetaDraw.Next(random, options.MixupAlpha) : 1;
            share = Math.Max(share, 1 - share);
            picture.Clear();
            Add(row, draw.Next(random), wild, share, picture, random);
            if (mix) Add(row, draw.Next(random), wild, 1 - share, picture, random);
            PictureAugmentation.Apply(picture, random);
        }

        long n = rowCount, labelled = options.BatchSize;
        // Channels last in memory: twice as fast on processors.
        return new Batch(
            tensor(pictures, [n, FrontEnd.BandCount, FrontEnd.FrameCount, FrontEnd.ChannelCount]).to(device).permute(0, 3, 1, 2),
            tensor(classes, [labelled, taxonomy.Classes.Count]).to(device),
            tensor(subclasses, [labelled, taxonomy.Subclasses.Count]).to(device),
            tensor(descriptions, [n, descriptionLength]).to(device));
    }

    private void Add(int row, int sound, bool wild, float share, Span<float> picture, Random random)
    {
        int variant = wild ? bank.VariantCount + random.Next(bank.WildCount) : random.Next(bank.VariantCount);
        var bytes = bank.Picture(sound, variant);
        const int size = FrontEnd.BandCount * FrontEnd.FrameCount;
        float scale = share / 255;
        for (int channel = 0; channel < FrontEnd.ChannelCount; channel++)
            for (int i = 0; i < size; i++) picture[i * FrontEnd.ChannelCount + channel] += bytes[channel * size + i] * scale;
        bank.AddDescription(sound, variant, share, descriptions.AsSpan(row * descriptionLength, descriptionLength));
        if (wild) return;
        classes[row * taxonomy.Classes.Count + set.Sounds[sound].Class] += share * (float)(1 - options.LabelSmoothing);
        subclassTargets.Add(sound, variant, share, subclasses.AsSpan(row * taxonomy.Subclasses.Count, taxonomy.Subclasses.Count));
    }
}
