using System.Runtime.CompilerServices;
using DrumAI.Audio;
using DrumAI.Features;
using DrumAI.Taxonomy;

namespace DrumAI.Training;

/// <summary>
/// The front end's pictures of every sound, as it is and in several changed variants, and what the teacher says of each, in two files that
/// training processes share. A picture cell is a byte (1 = full scale: steps of 0.27 dB), a number of the teacher half a float.
/// </summary>
/// <remarks>
/// The first variants keep the label true (<see cref="Augmentation.Apply"/>); the wild ones after them (<see cref="Augmentation.Wild"/>) do not, and
/// serve to learn from the teacher alone.
/// </remarks>
public sealed class SpectrogramBank : IDisposable
{
    private readonly BankFile pictures, descriptions;
    private readonly float[] means, scales;

    private SpectrogramBank(string picturePath, string descriptionPath, int soundCount, int variantCount, int wildCount)
    {
        (SoundCount, VariantCount, WildCount) = (soundCount, variantCount, wildCount);
        pictures = new BankFile(picturePath);
        descriptions = new BankFile(descriptionPath);
        DescriptionLength = (int)(descriptions.Length / Unsafe.SizeOf<Half>() / soundCount / (variantCount + wildCount));
        (means, scales) = Moments();
    }

    /// <summary>Number of sounds, in the order of the labelled set.</summary>
    public int SoundCount { get; }

    /// <summary>Variants of each that keep its label; 0 is the sound as it is.</summary>
    public int VariantCount { get; }

    /// <summary>Variants after those, which no label fits any more.</summary>
    public int WildCount { get; }

    /// <summary>Numbers that the teacher says of a picture; 0 without a teacher.</summary>
    public int DescriptionLength { get; }

    /// <summary>The picture of one variant: <see cref="FrontEnd.Length"/> bytes.</summary>
    public ReadOnlySpan<byte> Picture(int sound, int variant) => pictures.Read<byte>(RowOf(sound, variant), FrontEnd.Length);

    /// <summary>
    /// Adds what the teacher says of one variant, times <paramref name="share"/>. Every number is standardised over the sounds as they are: mean 0, deviation 1.
    /// </summary>
    /// <param name="sound">Index of the sound.</param>
    /// <param name="variant">Its variant.</param>
    /// <param name="share">Factor.</param>
    /// <param name="sum">Receives <see cref="DescriptionLength"/> numbers on top of its own.</param>
    public void AddDescription(int sound, int variant, float share, Span<float> sum)
    {
        var row = descriptions.Read<Half>(RowOf(sound, variant), DescriptionLength);
        for (int i = 0; i < row.Length; i++) sum[i] += share * ((float)row[i] - means[i]) * scales[i];
    }

    /// <summary>
    /// Opens the bank in <paramref name="folder"/>, making what is missing. Its name tells what it depends on, so that a changed set or
    /// front end makes a new one; work that was cut off is made again whole.
    /// </summary>
    /// <param name="set">The sounds.</param>
    /// <param name="folder">Where banks are kept.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="options">The numbers of variants, and the seed.</param>
    /// <param name="teacherPath">The teacher's ONNX file, or null to train without.</param>
    /// <param name="threads">Threads to make it with.</param>
    /// <param name="progress">Told the number of sounds done.</param>
    /// <param name="cancellation">Stops the making.</param>
    /// <exception cref="AudioFormatException">A sound of the set cannot be read.</exception>
    public static SpectrogramBank Open(
        LabelledSet set, string folder, DrumTaxonomy taxonomy, TrainingOptions options, string? teacherPath, int threads, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(folder);
        var (picturePath, descriptionPath) = FilesOf(set, folder, options, teacherPath is not null);
        if (!File.Exists(picturePath) || !File.Exists(descriptionPath))
        {
            using var maker = new BankMaker(set, taxonomy, options, teacherPath, threads, cancellation);
            maker.Make(picturePath, descriptionPath, progress);
        }

        return new SpectrogramBank(picturePath, descriptionPath, set.Sounds.Count, options.Variants, options.WildVariants);
    }

    /// <summary>Opens a bank that was made before, with a teacher where there is such a one, and makes none.</summary>
    /// <param name="set">The sounds.</param>
    /// <param name="folder">Where banks are kept.</param>
    /// <param name="options">The numbers of variants, and the seed.</param>
    /// <exception cref="FileNotFoundException">There is no such bank.</exception>
    public static SpectrogramBank OpenMade(LabelledSet set, string folder, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        var (picturePath, descriptionPath) = FilesOf(set, folder, options, hasTeacher: true);
        if (!File.Exists(picturePath)) (picturePath, descriptionPath) = FilesOf(set, folder, options, hasTeacher: false);
        if (!File.Exists(picturePath) || !File.Exists(descriptionPath))
            throw new FileNotFoundException($"{folder} has no bank of these sounds that this version made; drumai-lab train makes one.", picturePath);
        return new SpectrogramBank(picturePath, descriptionPath, set.Sounds.Count, options.Variants, options.WildVariants);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pictures.Dispose();
        descriptions.Dispose();
    }

    private static (string Pictures, string Descriptions) FilesOf(LabelledSet set, string folder, TrainingOptions options, bool hasTeacher)
    {
        string name = $"{set.Hash[..12]}-v{FrontEnd.Version}-a{Augmentation.Version}-x{options.Variants}-f{options.FlamVariants}-w{options.WildVariants}-s{options.Seed}{(hasTeacher ? "-t" : "")}";
        return (Path.Combine(folder, name + ".pictures"), Path.Combine(folder, name + ".descriptions"));
    }

    private long RowOf(int sound, int variant) => (long)sound * (VariantCount + WildCount) + variant;

    /// <summary>Mean and inverse deviation of each of the teacher's numbers, over the sounds as they are.</summary>
    private (float[] Means, float[] Scales) Moments()
    {
        var sum = new double[DescriptionLength];
        var squares = new double[DescriptionLength];
        for (int sound = 0; sound < SoundCount; sound++)
        {
            var row = descriptions.Read<Half>(RowOf(sound, 0), DescriptionLength);
            for (int i = 0; i < row.Length; i++)
            {
                double value = (double)row[i];
                sum[i] += value;
                squares[i] += value * value;
            }
        }

        var mean = Array.ConvertAll(sum, s => (float)(s / SoundCount));
        return (mean, [.. squares.Select((s, i) => (float)(1 / (Math.Sqrt(Math.Max(0, (s / SoundCount) - ((double)mean[i] * mean[i]))) + 1e-6)))]);
    }
}
