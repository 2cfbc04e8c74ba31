using DrumAI.Catalogue;
using DrumAI.Catalogue.Entities;
using DrumAI.Features;
using DrumAI.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Studio.Sounds;

/// <summary>All that the inspector shows of one sound.</summary>
/// <param name="Sample">Its row.</param>
/// <param name="Probabilities">Classes and sub-classes that the model thought of, the likeliest first.</param>
/// <param name="Files">Where it lies.</param>
/// <param name="Tags">Its tags.</param>
public sealed record SoundDetails(
    DrumSample Sample, IReadOnlyList<ClassProbability> Probabilities, IReadOnlyList<SampleFile> Files, IReadOnlyList<string> Tags)
{
    private const int ShownCount = 5;
    private const float Least = 0.01f;

    /// <summary>Reads them; null where there is no such sound.</summary>
    internal static async Task<SoundDetails?> ReadAsync(SampleCatalogue catalogue, long id, CancellationToken cancellation)
    {
        await using var context = catalogue.CreateContext();
        var sample = await context.Samples.Include(s => s.Prediction).Include(s => s.Tags).Include(s => s.Files).AsSplitQuery()
            .FirstOrDefaultAsync(s => s.Id == id, cancellation);
        if (sample is null) return null;
        return new SoundDetails(
            sample, ProbabilitiesOf(sample.Prediction), [.. sample.Files.OrderBy(f => f.IsMissing).ThenBy(f => f.Id)], [.. sample.Tags.Select(t => t.Name).Order()]);
    }

    /// <summary>A class that has sub-classes is told by those.</summary>
    private static ClassProbability[] ProbabilitiesOf(SamplePrediction? prediction)
    {
        if (prediction is null) return [];
        var taxonomy = DrumTaxonomy.Default;
        float[] classes = Vectors.FromBytes(prediction.ClassProbabilities), subclasses = Vectors.FromBytes(prediction.SubclassProbabilities);
        var all = taxonomy.Classes.Take(classes.Length).SelectMany((c, i) => c.Subclasses.Count == 0
            ? [new ClassProbability(c.Name, Subclass: null, classes[i])]
            : taxonomy.SubclassesOf(i).Where(s => s < subclasses.Length).Select(s => new ClassProbability(c.Name, taxonomy.Subclasses[s].Name, subclasses[s])));
        return [.. all.Where(p => p.Probability >= Least).OrderByDescending(p => p.Probability).Take(ShownCount)];
    }
}
