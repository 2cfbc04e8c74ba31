using System.Security.Cryptography;
using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Training;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Lab.Store;

/// <summary>An embedder of which the store keeps the vectors: its name with its version, and how a thread gets one of its own.</summary>
/// <param name="Model">Names it in the store; another network is another name.</param>
/// <param name="ForThread">Makes one for a thread; who made it disposes of <see cref="IDisposable"/>s with the process.</param>
internal sealed record StoreEmbedder(string Model, Func<Embedder> ForThread)
{
    /// <summary>Networks that <see cref="Open"/> knows, by the names in their definitions.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["mn04", "yamnet", "vggish"];

    /// <summary>The embedding of a model folder of ours.</summary>
    /// <exception cref="ModelException">There is no model.</exception>
    public static StoreEmbedder OfModel(string folder)
    {
        var classifier = DrumClassifier.Load(folder);
        return new StoreEmbedder(classifier.Card.Id, () => classifier.Embed);
    }

    /// <summary>A network from elsewhere: <c>KIND=FILE</c>.</summary>
    /// <exception cref="InvalidDataException">The kind is unknown.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static StoreEmbedder Open(string kindAndFile)
    {
        string[] parts = kindAndFile.Split('=', 2);
        if (parts.Length != 2 || !Kinds.Contains(parts[0])) throw new InvalidDataException($"An embedder is given as KIND=FILE, KIND being one of {string.Join(", ", Kinds)}; not {kindAndFile}.");
        string file = parts[1];
        string model = $"{parts[0]}-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..8]}";
        try
        {
            if (parts[0] == "mn04") return new StoreEmbedder(model, () => new Teacher(file).Describe);
            OnnxReporting.TurnOff();
            using (new InferenceSession(file)) return new StoreEmbedder(model, () => new PatchEmbedder(file, parts[0] == "vggish").Embed);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"{file} is no network that can be run: {error.Message}", error);
        }
    }
}
