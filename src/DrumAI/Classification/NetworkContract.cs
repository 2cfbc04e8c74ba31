using DrumAI.Features;
using DrumAI.Taxonomy;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Classification;

/// <summary>The inputs and outputs that a network must have, float32 throughout; the first dimension counts sounds.</summary>
public static class NetworkContract
{
    /// <summary>Input: channels x bands x frames of <see cref="FrontEnd"/>.</summary>
    public const string Input = "frontend";

    /// <summary>Output: one probability for each class.</summary>
    public const string ClassProbabilities = "class_probabilities";

    /// <summary>Output: one probability for each sub-class; those of a class sum to that class's.</summary>
    public const string SubclassProbabilities = "subclass_probabilities";

    /// <summary>Output: a vector of unit length.</summary>
    public const string Embedding = "embedding";

    /// <summary>Output: where the sound lies on the sound map, <see cref="MapDimensions"/> numbers.</summary>
    public const string Map = "map";

    /// <summary>Numbers of a position on the map.</summary>
    public const int MapDimensions = 2;

    internal static readonly string[] InputNames = [Input];

    internal static readonly string[] OutputNames = [ClassProbabilities, SubclassProbabilities, Embedding, Map];

    /// <summary>Throws unless the card was written for this front end and this taxonomy.</summary>
    internal static void Check(ModelCard card, DrumTaxonomy taxonomy)
    {
        if (card.FrontEnd != FrontEnd.Version)
            throw new ModelException($"The model {card.Id} needs front end {card.FrontEnd}; this version has {FrontEnd.Version}.");
        if (card.Taxonomy != taxonomy.Version)
            throw new ModelException($"The model {card.Id} knows taxonomy {card.Taxonomy}; this version has {taxonomy.Version}.");
        int[] shape = [FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount];
        if (!card.InputShape.SequenceEqual(shape))
            throw new ModelException($"The model {card.Id} takes [{string.Join(", ", card.InputShape)}]; the front end gives [{string.Join(", ", shape)}].");
        if (card.EmbeddingSize < 1)
            throw new ModelException($"The model {card.Id} claims an embedding of {card.EmbeddingSize} numbers.");
        if (!card.Files.ContainsKey(ModelCard.NetworkFileName))
            throw new ModelException($"The card of {card.Id} does not list {ModelCard.NetworkFileName}.");
    }

    /// <summary>Throws unless the network's inputs and outputs are the contract's; the message lists what is missing, unexpected or misshapen.</summary>
    internal static void Check(InferenceSession session, ModelCard card, DrumTaxonomy taxonomy)
    {
        var problems = new List<string>();
        Compare(problems, "input", session.InputMetadata, new()
        {
            [Input] = [FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount],
        });
        Compare(problems, "output", session.OutputMetadata, new()
        {
            [ClassProbabilities] = [taxonomy.Classes.Count],
            [SubclassProbabilities] = [taxonomy.Subclasses.Count],
            [Embedding] = [card.EmbeddingSize],
            [Map] = [MapDimensions],
        });
        if (problems.Count > 0)
            throw new ModelException($"The network of {card.Id} does not fit: {string.Join("; ", problems)}.");
    }

    private static void Compare(
        List<string> problems, string what, IReadOnlyDictionary<string, NodeMetadata> found, Dictionary<string, int[]> wanted)
    {
        foreach (var (name, shape) in wanted)
        {
            if (!found.TryGetValue(name, out var node))
                problems.Add($"{what} {name} is missing");
            else if (!node.IsTensor || node.ElementType != typeof(float))
                problems.Add($"{what} {name} is not of type float");
            else if (node.Dimensions.Length != shape.Length + 1 || node.Dimensions[0] is not (1 or -1) || !node.Dimensions.AsSpan(1).SequenceEqual(shape))
                problems.Add($"{what} {name} has shape [{string.Join(", ", node.Dimensions)}], not [N, {string.Join(", ", shape)}]");
        }

        foreach (string name in found.Keys.Except(wanted.Keys).Order(StringComparer.Ordinal))
            problems.Add($"{what} {name} is unexpected");
    }
}
