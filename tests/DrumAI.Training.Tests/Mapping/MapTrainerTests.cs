using DrumAI.Classification;
using DrumAI.Training.Mapping;

namespace DrumAI.Training.Tests.Mapping;

[Collection(TorchRandomness.Collection)]
public sealed class MapTrainerTests
{
    private const int Kinds = 6, PerKind = 40;

    private static readonly float[][] Embeddings = MakeEmbeddings(seed: 1);

    [Fact]
    public void SoundsOfOneKindLieTogetherAndUnseenOnesAmongThem()
    {
        using var head = MapTrainer.Train(Embeddings, Embeddings, steps: 400, seed: 1, CancellationToken.None);
        var known = head.Place(Embeddings);
        float[][] unseen = MakeEmbeddings(seed: 2);
        var placed = head.Place(unseen);
        int right = 0;
        for (int i = 0; i < placed.Length; i++)
        {
            int nearest = Enumerable.Range(0, known.Length).MinBy(j => Distance(placed[i], known[j]));
            if (nearest / PerKind == i / PerKind) right++;
        }

        Assert.True(right > 0.95 * placed.Length, $"{right} of {placed.Length}");
    }

    [Fact]
    public void MapFillsItsFrame()
    {
        using var head = MapTrainer.Train(Embeddings, Embeddings, steps: 100, seed: 1, CancellationToken.None);
        var map = head.Place(Embeddings);
        Assert.InRange(map.Max(p => Math.Max(Math.Abs(p.X), Math.Abs(p.Y))), 0.99f, 1.5f);
        Assert.InRange(map.Count(p => Math.Max(Math.Abs(p.X), Math.Abs(p.Y)) <= 1), 0.98 * map.Length, map.Length);
    }

    [Fact]
    public void SameSeedGivesTheSameMap()
    {
        using var first = MapTrainer.Train(Embeddings, Embeddings, steps: 20, seed: 3, CancellationToken.None);
        using var second = MapTrainer.Train(Embeddings, Embeddings, steps: 20, seed: 3, CancellationToken.None);
        Assert.Equal(first.Place(Embeddings), second.Place(Embeddings));
    }

    [Fact]
    public void TrainingStopsWhenToldTo() =>
        Assert.Throws<OperationCanceledException>(() => MapTrainer.Train(Embeddings, Embeddings, steps: 20, seed: 1, new CancellationToken(canceled: true)));

    private static double Distance(MapPosition a, MapPosition b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    /// <summary>Kinds of sounds, each about a direction of its own.</summary>
    private static float[][] MakeEmbeddings(int seed)
    {
        var middle = new Random(9);
        float[][] middles = [.. Enumerable.Range(0, Kinds).Select(_ => Direction(middle))];
        var random = new Random(seed);
        return [.. middles.SelectMany(m => Enumerable.Range(0, PerKind).Select(_ => Unit([.. m.Zip(Direction(random), (a, b) => a + (0.4f * b))])))];
    }

    private static float[] Direction(Random random) => Unit([.. Enumerable.Range(0, DrumNet.EmbeddingLength).Select(_ => random.NextSingle() - 0.5f)]);

    private static float[] Unit(float[] vector)
    {
        float length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }
}
