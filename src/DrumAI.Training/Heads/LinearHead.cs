using DrumAI.Taxonomy;

namespace DrumAI.Training.Heads;

/// <summary>
/// Classes and sub-classes as linear functions of an embedding e: class probabilities are softmax(W e + b), and a sub-class's probability is its class's times the softmax, among
/// the sub-classes of that class, of V e + c. The cosine classifiers of an ensemble of <see cref="DrumNet"/>, calibrated, are such a head of the members' joined embedding.
/// </summary>
/// <param name="ClassWeights">W: a row for each class.</param>
/// <param name="ClassBias">b.</param>
/// <param name="SubclassWeights">V: a row for each sub-class.</param>
/// <param name="SubclassBias">c.</param>
public sealed record LinearHead(float[][] ClassWeights, float[] ClassBias, float[][] SubclassWeights, float[] SubclassBias)
{
    /// <summary>Numbers of the embedding.</summary>
    public int EmbeddingSize => ClassWeights[0].Length;

    /// <summary>A head that finds everything equally likely.</summary>
    public static LinearHead Ignorant(DrumTaxonomy taxonomy, int embeddingSize)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        int classes = taxonomy.Classes.Count, subclasses = taxonomy.Subclasses.Count;
        return new LinearHead(Rows(classes), new float[classes], Rows(subclasses), new float[subclasses]);

        float[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => new float[embeddingSize])];
    }

    /// <summary>Logits of classes and sub-classes.</summary>
    public (float[] Classes, float[] Subclasses) Logits(ReadOnlySpan<float> embedding) =>
        (Apply(ClassWeights, ClassBias, embedding), Apply(SubclassWeights, SubclassBias, embedding));

    /// <summary>The same head with all logits of classes divided by one number, and those of sub-classes by another.</summary>
    public LinearHead Tempered(double classTemperature, double subclassTemperature) => new(
        Divided(ClassWeights, classTemperature), Divided(ClassBias, classTemperature),
        Divided(SubclassWeights, subclassTemperature), Divided(SubclassBias, subclassTemperature));

    private static float[] Apply(float[][] weights, float[] bias, ReadOnlySpan<float> embedding)
    {
        var logits = new float[bias.Length];
        for (int i = 0; i < logits.Length; i++) logits[i] = System.Numerics.Tensors.TensorPrimitives.Dot(weights[i], embedding) + bias[i];
        return logits;
    }

    private static float[][] Divided(float[][] rows, double divisor) => Array.ConvertAll(rows, row => Divided(row, divisor));

    private static float[] Divided(float[] row, double divisor) => Array.ConvertAll(row, x => (float)(x / divisor));
}
