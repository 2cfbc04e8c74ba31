using System.Numerics.Tensors;
using DrumAI.Classification;
using DrumAI.Client.Wire;
using DrumAI.Taxonomy;

namespace DrumAI.Service.Corrections;

/// <summary>
/// Holds what a submission says that a model found against the embedding that comes with it: class, confidence and place on the map follow from the embedding, so an embedding that was
/// made up, or a prediction that was, gives itself away.
/// </summary>
internal static class PredictionCheck
{
    /// <summary>Machines round differently in the sixth place, and a client may round to two.</summary>
    internal const float Tolerance = 0.01f;

    /// <summary>Why a prediction is not believed; null where nothing speaks against it.</summary>
    /// <param name="classifier">What follows from embeddings by the model that is named.</param>
    /// <param name="predicted">What it is said to have found.</param>
    /// <param name="embedding">The embedding, of the model's length.</param>
    public static string? Doubt(EmbeddingClassifier classifier, WirePrediction predicted, float[] embedding)
    {
        var taxonomy = DrumTaxonomy.Default;
        var (probabilities, map) = classifier.Classify(embedding);
        int best = TensorPrimitives.IndexOfMax<float>(probabilities), said = taxonomy.IndexOfClass(predicted.Class);
        // Of two that are all but equally likely either may come first.
        if (!(probabilities[said] >= probabilities[best] - Tolerance))
            return $"{predicted.Model} finds a {taxonomy.Classes[best].Name} in this embedding, no {predicted.Class}.";
        if (!(Math.Abs(probabilities[said] - predicted.Confidence) <= Tolerance)) return "the confidence does not follow from the embedding.";
        bool isPlaced = predicted.Map is not { } place || (Math.Abs(place.X - map.X) <= Tolerance && Math.Abs(place.Y - map.Y) <= Tolerance);
        return isPlaced ? null : "the place on the map does not follow from the embedding.";
    }
}
