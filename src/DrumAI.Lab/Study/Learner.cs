using DrumAI.Taxonomy;
using DrumAI.Training.Forests;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Study;

/// <summary>What a recipe learnt from some rows: logits for others.</summary>
/// <param name="Predict">Class and sub-class logits of rows; the latter all 0 where nothing was learnt of sub-classes.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record Learner(Func<float[][], IReadOnlyList<(float[] Classes, float[] Subclasses)>> Predict, long Bytes) : IDisposable
{
    /// <summary>A node of a tree: column, limit, place of the right branch.</summary>
    private const int NodeBytes = 12;

    private FeatureHead? Held { get; init; }

    /// <summary>Learns as a recipe says.</summary>
    public static Learner Learn(Recipe recipe, float[][] rows, int[] classes, int[] subclasses, DrumTaxonomy taxonomy, int seed, CancellationToken cancellation)
    {
        if (recipe.Forest is { } forest)
        {
            var grown = RandomForest.Grow(rows, classes, taxonomy.Classes.Count, forest with { Seed = seed }, cancellation);
            return new Learner(some => [.. some.Select(row => (Logits(grown.Predict(row)), new float[taxonomy.Subclasses.Count]))], (long)grown.NodeCount * NodeBytes);
        }

        var options = recipe.Head ?? throw new InvalidOperationException($"{recipe.Name} says of nothing that it should learn.");
        var head = FeatureHead.Train(rows, classes, subclasses, taxonomy, options with { Seed = seed }, cancellation);
        return new Learner(some => head.Predict(some), head.ParameterCount * sizeof(float)) { Held = head };
    }

    public void Dispose() => Held?.Dispose();

    private static float[] Logits(float[] probabilities) => Array.ConvertAll(probabilities, p => MathF.Log(MathF.Max(p, 1e-4f)));
}
