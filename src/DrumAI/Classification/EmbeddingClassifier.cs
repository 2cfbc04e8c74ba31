using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Classification;

/// <summary>
/// Says what a model says of a sound from the sound's embedding alone: the part of its network that comes after that. Any number of threads may ask.
/// </summary>
internal sealed class EmbeddingClassifier : IDisposable
{
    private static readonly string[] Inputs = [NetworkTail.Input], Outputs = [NetworkContract.ClassProbabilities, NetworkContract.Map];
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();

    private EmbeddingClassifier(InferenceSession session, int embeddingSize) => (this.session, EmbeddingSize) = (session, embeddingSize);

    /// <summary>Numbers in an embedding.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Takes it out of a model.</summary>
    /// <exception cref="ModelException">The model's answers hang on more than its embedding, or it is damaged.</exception>
    public static EmbeddingClassifier Load(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        int size = package.Card.EmbeddingSize;
        byte[] tail = NetworkTail.CutOut(package.Files[ModelCard.NetworkFileName], size, Outputs);
        return new EmbeddingClassifier(DrumClassifier.Open($"What follows the embedding of {package.Card.Id}", options => new InferenceSession(tail, options)), size);
    }

    /// <summary>The same, where there is such a part.</summary>
    /// <param name="package">The model.</param>
    /// <param name="classifier">What follows its embedding.</param>
    /// <param name="reason">Why there is none.</param>
    public static bool TryLoad(ModelPackage package, [NotNullWhen(true)] out EmbeddingClassifier? classifier, out string? reason)
    {
        try
        {
            (classifier, reason) = (Load(package), null);
            return true;
        }
        catch (ModelException e)
        {
            (classifier, reason) = (null, e.Message);
            return false;
        }
    }

    /// <summary>What follows from an embedding.</summary>
    /// <param name="embedding"><see cref="EmbeddingSize"/> numbers.</param>
    /// <returns>A probability for each class, in the taxonomy's order, and the place on the map.</returns>
    /// <exception cref="ArgumentException">The embedding has another number of numbers.</exception>
    public (float[] ClassProbabilities, MapPosition Map) Classify(float[] embedding)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentOutOfRangeException.ThrowIfNotEqual(embedding.Length, EmbeddingSize, nameof(embedding));
        using var input = OrtValue.CreateTensorValueFromMemory(embedding, [1, EmbeddingSize]);
        using var outputs = session.Run(runOptions, Inputs, [input], Outputs);
        var map = outputs[1].GetTensorDataAsSpan<float>();
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), new MapPosition(map[0], map[1]));
    }

    /// <summary>Frees the network. No call may be under way.</summary>
    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }
}
