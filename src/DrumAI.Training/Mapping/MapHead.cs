using DrumAI.Classification;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training.Mapping;

/// <summary>
/// Says of an embedding where its sound lies on the map. It sits on a network that is frozen, so that a map can be made, or made anew, without classes or embeddings moving.
/// </summary>
public sealed class MapHead : nn.Module<Tensor, Tensor>
{
    private const int WideLength = 256, NarrowLength = 64;

    internal readonly Linear First, Second, Last;

    /// <summary>Makes an untrained head.</summary>
    public MapHead()
        : base(nameof(MapHead))
    {
        First = nn.Linear(DrumNet.EmbeddingLength, WideLength);
        Second = nn.Linear(WideLength, NarrowLength);
        Last = nn.Linear(NarrowLength, 2);
        RegisterComponents();
    }

    /// <summary>Positions [N, 2] of embeddings [N, 128]; across the map most lie within [-1, 1].</summary>
    public override Tensor forward(Tensor embeddings) =>
        Last.forward(nn.functional.relu(Second.forward(nn.functional.relu(First.forward(embeddings)))));

    /// <summary>Positions of embeddings, in their order.</summary>
    public MapPosition[] Place(IReadOnlyList<float[]> embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.Count == 0) return [];
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        float[] flat = forward(tensor(embeddings.SelectMany(e => e).ToArray(), [embeddings.Count, DrumNet.EmbeddingLength])).contiguous().data<float>().ToArray();
        return [.. Enumerable.Range(0, embeddings.Count).Select(i => new MapPosition(flat[2 * i], flat[(2 * i) + 1]))];
    }
}
