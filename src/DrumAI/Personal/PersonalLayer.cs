using System.Numerics.Tensors;
using DrumAI.Taxonomy;

namespace DrumAI.Personal;

/// <summary>
/// Learns from what a musician says of sounds, at once and without any training: a taught sound speaks for its class to every sound that is like it. The model's own
/// opinion, the taught sounds around and the model's opinion of the nearest other sounds are added up, and the class with the most wins.
/// </summary>
/// <remarks>
/// For a class c the sum is p(c) + <see cref="TeachingWeight"/> * sum over taught sounds of c of k + <see cref="NeighbourWeight"/> * sum over the nearest untaught sounds of
/// k p(c), with k = exp((cosine - 1) / <see cref="Width"/>): a kernel classifier (Nadaraya 1964, Watson 1964) with the model as its prior. The neighbours keep a correction
/// from spreading into a crowd of sounds that the model is sure of. A class that the model does not know has p(c) = 0 and lives of its taught sounds alone.
/// </remarks>
public sealed class PersonalLayer
{
    /// <summary>Difference of the cosine over which likeness falls to a third.</summary>
    private const float Width = 0.05f;

    /// <summary>What one taught sound counts for its like, against the model's probability.</summary>
    private const double TeachingWeight = 2;

    /// <summary>What the model's opinion of a neighbour counts.</summary>
    private const double NeighbourWeight = 0.3;

    private const int NeighbourCount = 5;

    /// <summary>Neighbours are looked for among so many sounds at most, evenly chosen, where there are very many.</summary>
    private const int CrowdLimit = 20_000;

    private readonly DrumTaxonomy taxonomy;
    private readonly IReadOnlyList<TaughtSound> taught;
    private readonly string[] classes;
    private readonly int[] classOf, subclassOf;

    /// <summary>Learns.</summary>
    /// <param name="taught">All that the musician has said.</param>
    /// <param name="taxonomy">The classes that the model knows.</param>
    public PersonalLayer(IReadOnlyList<TaughtSound> taught, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taught);
        ArgumentNullException.ThrowIfNull(taxonomy);
        (this.taught, this.taxonomy) = (taught, taxonomy);
        string[] known = [.. taxonomy.Classes.Select(c => c.Name)];
        classes = [.. known, .. taught.Select(t => t.Class).Except(known).Order(StringComparer.Ordinal)];
        classOf = [.. taught.Select(t => Array.IndexOf(classes, t.Class))];
        subclassOf = [.. taught.Select(t => t.Subclass is null ? -1 : taxonomy.IndexOfSubclass(t.Subclass))];
    }

    /// <summary>The sounds that would change, the surest first.</summary>
    /// <param name="sounds">Sounds that were not taught.</param>
    /// <param name="cancellation">Stops the search.</param>
    public IReadOnlyList<Suggestion> Suggest(IReadOnlyList<HeardSound> sounds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        if (taught.Count == 0) return [];
        var found = new Suggestion?[sounds.Count];
        int stride = (sounds.Count + CrowdLimit - 1) / CrowdLimit;
        HeardSound[] crowd = [.. sounds.Where((_, i) => i % Math.Max(stride, 1) == 0)];
        Parallel.For(0, sounds.Count, new ParallelOptions { CancellationToken = cancellation }, i => found[i] = Judge(sounds[i], crowd));
        return [.. found.OfType<Suggestion>().OrderByDescending(s => s.Certainty).ThenBy(s => s.Id)];
    }

    private Suggestion? Judge(HeardSound sound, HeardSound[] crowd)
    {
        Span<double> weights = classes.Length <= 128 ? stackalloc double[classes.Length] : new double[classes.Length];
        Span<double> kinds = stackalloc double[taxonomy.Subclasses.Count];
        Span<float> likeness = taught.Count <= 512 ? stackalloc float[taught.Count] : new float[taught.Count];
        for (int t = 0; t < likeness.Length; t++) likeness[t] = Likeness(sound.Embedding, taught[t].Embedding);
        for (int c = 0; c < sound.ClassProbabilities.Length; c++) weights[c] = sound.ClassProbabilities[c];
        for (int s = 0; s < kinds.Length; s++) kinds[s] = sound.SubclassProbabilities[s];
        int heard = IndexOfMax(weights);
        int heardKind = Likeliest(kinds, heard);
        for (int t = 0; t < likeness.Length; t++)
        {
            weights[classOf[t]] += TeachingWeight * likeness[t];
            if (subclassOf[t] >= 0) kinds[subclassOf[t]] += TeachingWeight * likeness[t];
        }

        // Most sounds are like none that was taught: only where something would change the neighbours are asked.
        if (IndexOfMax(weights) == heard && Likeliest(kinds, heard) == heardKind) return null;
        AskNeighbours(sound, crowd, weights, kinds);
        int best = IndexOfMax(weights), kind = Likeliest(kinds, best);
        if (best == heard && kind == heardKind) return null;
        double sum = 0;
        foreach (double weight in weights) sum += weight;
        return new Suggestion(sound.Id, classes[best], kind < 0 ? null : taxonomy.Subclasses[kind].Name, weights[best] / sum);
    }

    private static void AskNeighbours(HeardSound sound, HeardSound[] crowd, Span<double> weights, Span<double> kinds)
    {
        Span<float> nearest = stackalloc float[NeighbourCount];
        Span<int> who = stackalloc int[NeighbourCount];
        nearest.Fill(float.NegativeInfinity);
        for (int i = 0; i < crowd.Length; i++)
        {
            if (crowd[i].Id == sound.Id) continue;
            float cosine = TensorPrimitives.Dot<float>(sound.Embedding, crowd[i].Embedding);
            if (cosine <= nearest[^1]) continue;
            int place = NeighbourCount - 1;
            for (; place > 0 && nearest[place - 1] < cosine; place--) (nearest[place], who[place]) = (nearest[place - 1], who[place - 1]);
            (nearest[place], who[place]) = (cosine, i);
        }

        for (int n = 0; n < NeighbourCount && float.IsFinite(nearest[n]); n++)
        {
            double weight = NeighbourWeight * MathF.Exp((nearest[n] - 1) / Width);
            var neighbour = crowd[who[n]];
            for (int c = 0; c < neighbour.ClassProbabilities.Length; c++) weights[c] += weight * neighbour.ClassProbabilities[c];
            for (int s = 0; s < kinds.Length; s++) kinds[s] += weight * neighbour.SubclassProbabilities[s];
        }
    }

    private static float Likeness(float[] a, float[] b) => MathF.Exp((TensorPrimitives.Dot<float>(a, b) - 1) / Width);

    private static int IndexOfMax(ReadOnlySpan<double> values) => TensorPrimitives.IndexOfMax(values);

    /// <summary>The sub-class of a class with the most weight; -1 where the class has none.</summary>
    private int Likeliest(ReadOnlySpan<double> kinds, int ofClass)
    {
        int best = -1;
        for (int s = 0; s < kinds.Length; s++)
            if (taxonomy.ClassOfSubclass[s] == ofClass && (best < 0 || kinds[s] > kinds[best])) best = s;
        return best;
    }
}
