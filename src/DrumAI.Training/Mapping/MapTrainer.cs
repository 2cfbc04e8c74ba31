using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training.Mapping;

/// <summary>
/// Trains a <see cref="MapHead"/>: parametric UMAP (Sainburg, McInnes and Gentner 2021). Sounds joined in the neighbour graph are drawn together, others pushed apart.
/// The same sounds and seed give the same map.
/// </summary>
public static class MapTrainer
{
    /// <summary>Neighbours of a sound in the graph; the map is judged by as many.</summary>
    public const int Neighbours = 15;

    private const int BatchSize = 1024, RepelledPerEdge = 5;
    private const double LearningRate = 2e-3, WeightDecay = 1e-3;

    /// <summary>1 / (1 + a d^(2b)) is how near two points are that lie d apart; these fit UMAP's curve for a least distance of 0.1.</summary>
    private const double A = 1.577, B = 0.895;

    /// <summary>This share of the sounds lies within [-1, 1] on both axes.</summary>
    private const double ShareInside = 0.99;

    /// <summary>Trains the map of some sounds.</summary>
    /// <param name="embeddings">128 numbers each: what the head will be asked about.</param>
    /// <param name="space">A point for each (<see cref="SoundSpace"/>): what neighbours are told by.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static MapHead Train(IReadOnlyList<float[]> embeddings, IReadOnlyList<float[]> space, int steps, int seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(space);
        var graph = NeighbourGraph.Of(space, Math.Min(Neighbours, space.Count - 1));
        random.manual_seed(seed);
        var head = new MapHead();
        using var optimizer = new AdamW(head, WeightDecay);
        using var all = tensor(embeddings.SelectMany(e => e).ToArray(), [embeddings.Count, DrumNet.EmbeddingLength]);
        using var weights = tensor(graph.Weight);
        using var from = tensor(graph.From.Select(i => (long)i).ToArray());
        using var to = tensor(graph.To.Select(i => (long)i).ToArray());
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var edges = weights.multinomial(BatchSize, replacement: true);
            var points = head.forward(all.index_select(0, cat([from.index_select(0, edges), to.index_select(0, edges)])));
            var loss = Loss(points.narrow(0, 0, BatchSize), points.narrow(0, BatchSize, BatchSize));
            head.zero_grad();
            loss.backward();
            optimizer.Step(LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / steps)));
        }

        Frame(head, all);
        return head;
    }

    private static Tensor Loss(Tensor heads, Tensor tails)
    {
        var near = LogNearness(heads, tails).Mean;
        var others = cat([.. Enumerable.Range(0, RepelledPerEdge).Select(_ => tails.index_select(0, randperm(tails.shape[0])))]);
        var apart = LogNearness(heads.repeat(RepelledPerEdge, 1), others).MeanOfRest;
        using Scalar weight = RepelledPerEdge;
        return -near.Plus(apart * weight);
    }

    /// <summary>Mean of the logarithm of the nearness, and of what it lacks to 1.</summary>
    private static (Tensor Mean, Tensor MeanOfRest) LogNearness(Tensor a, Tensor b)
    {
        using Scalar scale = A, power = B, least = 1e-4, one = 1;
        var spread = a.Minus(b).square().sum(1).add(least, one).pow(power) * scale;
        var log = spread.log1p();
        return (-log.mean(), spread.log().Minus(log).mean());
    }

    /// <summary>Moves and stretches the map, both axes alike, so that it fills [-1, 1]: what its last layer then gives already.</summary>
    private static void Frame(MapHead head, Tensor embeddings)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var positions = head.forward(embeddings);
        var middle = positions.quantile(tensor(0.5f), 0).view(2);
        var reach = (positions - middle).abs().amax([1]).quantile(tensor((float)ShareInside));
        head.Last.weight!.div_(reach);
        head.Last.bias!.sub_(middle).div_(reach);
    }
}
