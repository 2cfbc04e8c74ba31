using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DrumAI.Classification;

/// <summary>
/// What a model says about itself: <c>card.json</c> beside <c>model.onnx</c>. Everything needed to know whether the model fits
/// this library, and how it came to be.
/// </summary>
public sealed record ModelCard
{
    /// <summary>Name of the card's file in a model folder.</summary>
    public const string FileName = "card.json";

    /// <summary>Name of the network's file in a model folder.</summary>
    public const string NetworkFileName = "model.onnx";

    /// <summary>Name of the model's family.</summary>
    public required string Name { get; init; }

    /// <summary>Version within the family.</summary>
    public required string Version { get; init; }

    /// <summary><see cref="Features.FrontEnd.Version"/> of the front end that it was trained with.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>Version of the taxonomy whose order its outputs follow.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>Shape of one sound's input: channels, bands, frames.</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>Numbers in an embedding.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary><see cref="Id"/> of the model whose embedding and map it gives, bit for bit; null where they are its own.</summary>
    public string? SharedEmbedding { get; init; }

    /// <summary><see cref="Id"/> of the model that it was made from; null where it was trained from scratch.</summary>
    public string? Parent { get; init; }

    /// <summary>Under what terms the model and what it learnt from may be used, for people.</summary>
    public string? Licence { get; init; }

    /// <summary>The options of the training run, whole.</summary>
    public JsonObject? Training { get; init; }

    /// <summary>SHA-256 over the training set's list of files and labels, in lower-case hex.</summary>
    public string? DataHash { get; init; }

    /// <summary>Figures by protocol and name.</summary>
    public JsonObject? Metrics { get; init; }

    /// <summary>SHA-256 in lower-case hex of each of the folder's other files that the model needs, by file name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>How results name the model: name and version, joined by a hyphen.</summary>
    public string Id => $"{Name}-{Version}";

    /// <summary>Names the embedding: models with the same name here give the same vectors and map positions.</summary>
    public string EmbeddingId => SharedEmbedding ?? Id;

    /// <summary>Reads the card of a model folder.</summary>
    /// <exception cref="ModelException">There is no card, or it cannot be understood.</exception>
    public static ModelCard Read(string modelDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelDirectory);
        string path = Path.Combine(modelDirectory, FileName);
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, ModelCardJson.Default.ModelCard)
                ?? throw new ModelException($"The model's card {path} is empty.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException($"There is no model in {modelDirectory}: {FileName} is missing.", e);
        }
        catch (JsonException e)
        {
            throw new ModelException($"The model's card {path} cannot be understood: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The model's card {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a card that lies in memory.</summary>
    /// <param name="json">The bytes of <c>card.json</c>.</param>
    /// <exception cref="ModelException">It cannot be understood.</exception>
    public static ModelCard Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ModelCardJson.Default.ModelCard) ?? throw new ModelException("The model's card is empty.");
        }
        catch (JsonException e)
        {
            throw new ModelException($"The model's card cannot be understood: {e.Message}", e);
        }
    }

    /// <summary>The card as the bytes of <c>card.json</c>.</summary>
    public byte[] ToJson() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, ModelCardJson.Default.ModelCard) + "\n");

    /// <summary>Writes the card into a model folder.</summary>
    public void Write(string modelDirectory) => File.WriteAllBytes(Path.Combine(modelDirectory, FileName), ToJson());

    /// <summary>SHA-256 of a file in lower-case hex, as <see cref="Files"/> holds it.</summary>
    public static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
