using System.Numerics.Tensors;
using System.Text.Json;

namespace DrumAI.Classification;

/// <summary>
/// What sounds a model learnt from were like, feature by feature, as shares of bins: kept with the model (<c>reference.json</c>), so that a service can tell when it is asked about others.
/// From it no sound can be rebuilt: it holds quantiles over thousands, and the directions in which their embeddings differ most.
/// </summary>
public sealed record FeatureReference
{
    /// <summary>Name of its file in a model folder.</summary>
    public const string FileName = "reference.json";

    /// <summary>Begins the names of features that are coordinates of the embedding along a direction.</summary>
    public const string DirectionPrefix = "embedding.";

    /// <summary>From here on a change of the population is called moderate: 0.1, as is usual.</summary>
    public const double Moderate = 0.1;

    /// <summary>From here on it is called large: 0.25, as is usual.</summary>
    public const double Large = 0.25;

    /// <summary>Least share of a bin in the index, lest an empty bin be infinitely surprising.</summary>
    private const double LeastShare = 1e-4;

    /// <summary>Each feature's bins.</summary>
    public required IReadOnlyList<ReferenceFeature> Features { get; init; }

    /// <summary>Directions of the embedding: the feature <c>embedding.1</c> is the product with the first, and so on.</summary>
    public required IReadOnlyList<float[]> Directions { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="ModelException">It cannot be understood.</exception>
    public static FeatureReference Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FeatureReferenceJson.Default.FeatureReference) ?? throw new ModelException($"{FileName} is empty.");
        }
        catch (JsonException e)
        {
            throw new ModelException($"{FileName} cannot be understood: {e.Message}", e);
        }
    }

    /// <summary>It as the bytes of its file.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, FeatureReferenceJson.Default.FeatureReference);

    /// <summary>The bins that an embedding falls into, feature by feature.</summary>
    public IEnumerable<(string Feature, int Bin)> BinsOf(float[] embedding)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        foreach (var feature in Features)
        {
            if (!feature.Name.StartsWith(DirectionPrefix, StringComparison.Ordinal)) continue;
            int index = int.Parse(feature.Name.AsSpan(DirectionPrefix.Length), System.Globalization.CultureInfo.InvariantCulture) - 1;
            if (index < Directions.Count && Directions[index].Length == embedding.Length)
                yield return (feature.Name, feature.BinOf(TensorPrimitives.Dot<float>(Directions[index], embedding)));
        }
    }

    /// <summary>A feature by its name; null where the reference has none.</summary>
    public ReferenceFeature? Find(string name) => Features.FirstOrDefault(f => f.Name == name);

    /// <summary>
    /// The population stability index: the sum over bins of (observed share less expected share) times the logarithm of their ratio. 0 for the same population, 0.25 for quite another.
    /// </summary>
    /// <param name="expected">Share of each bin.</param>
    /// <param name="observed">Sounds in each bin, at least one in all.</param>
    public static double StabilityIndex(IReadOnlyList<double> expected, IReadOnlyList<long> observed)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentOutOfRangeException.ThrowIfNotEqual(observed.Count, expected.Count, nameof(observed));
        double total = observed.Sum(), index = 0;
        ArgumentOutOfRangeException.ThrowIfZero(total, nameof(observed));
        for (int bin = 0; bin < expected.Count; bin++)
        {
            double e = Math.Max(LeastShare, expected[bin]), o = Math.Max(LeastShare, observed[bin] / total);
            index += (o - e) * Math.Log(o / e);
        }

        return index;
    }
}
