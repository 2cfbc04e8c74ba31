using DrumAI.Classification;
using DrumAI.Taxonomy;

namespace DrumAI.Tests.Classification;

/// <summary>What is cut out of a network behind its embedding; that it says what the whole of the shipped network says is a fact of the service's tests.</summary>
public sealed class EmbeddingClassifierTests
{
    private const int Size = 5;

    [Fact]
    public void EnsemblesEmbeddingIsTakenApartIntoItsMembers()
    {
        // Two members of two and three numbers, joined and divided by 2; the class's weights are the members' sums.
        using var classifier = EmbeddingClassifier.Load(Package(Ensemble()));

        var (probabilities, map) = classifier.Classify([0.1f, 0.2f, 0.3f, 0.4f, 0.5f]);

        double first = 2 * (0.1 + 0.2), second = 2 * (0.3 + 0.4 + 0.5);
        Assert.Equal(1 / (1 + Math.Exp(second - first)), probabilities[0], 1e-6);
        Assert.Equal((0.1f, 0.5f), (map.X, map.Y));
    }

    [Fact]
    public void AnswersThatHangOnMoreThanTheEmbeddingAreNotFollowed()
    {
        using var model = new TestModel();

        Assert.False(EmbeddingClassifier.TryLoad(ModelPackage.Read(model.Path), out _, out string? reason));
        Assert.Contains("more than its embedding", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNoNetworkOrIsCutOffIsRefused()
    {
        byte[] whole = Ensemble();
        for (int length = 0; length < whole.Length; length += 7)
            Assert.False(EmbeddingClassifier.TryLoad(Package(whole[..length]), out _, out string? _));
        Assert.False(EmbeddingClassifier.TryLoad(Package([.. Enumerable.Repeat((byte)0xff, 100)]), out _, out string? _));
    }

    private static ModelPackage Package(byte[] network) => new(
        new ModelCard { Name = "made", Version = "1", FrontEnd = "1", Taxonomy = DrumTaxonomy.Default.Version, InputShape = [Size], EmbeddingSize = Size, Files = new Dictionary<string, string>() },
        new Dictionary<string, byte[]> { [ModelCard.NetworkFileName] = network });

    private static byte[] Ensemble() => new OnnxGraphBuilder()
        .Input(NetworkContract.Input, Size)
        .Output(NetworkContract.ClassProbabilities, 2)
        .Output(NetworkContract.Embedding, Size)
        .Output(NetworkContract.Map, NetworkContract.MapDimensions)
        .Constant("two", [2f], 1)
        .Constant("first_starts", [0L], 1)
        .Constant("first_ends", [2L], 1)
        .Constant("second_ends", [5L], 1)
        .Constant("axis", [1L], 1)
        .Constant("first_weights", [1f, 0, 1, 0], 2, 2)
        .Constant("second_weights", [0f, 1, 0, 1, 0, 1], 3, 2)
        .Constant("map_weights", [1f, 0, 0, 0, 0, 0, 0, 0, 0, 1], Size, NetworkContract.MapDimensions)
        .Node("Slice", [NetworkContract.Input, "first_starts", "first_ends", "axis"], "first")
        .Node("Slice", [NetworkContract.Input, "first_ends", "second_ends", "axis"], "second")
        .Node("Concat", ["first", "second"], "joined", ("axis", 1))
        .Node("Div", ["joined", "two"], "divided")
        .Node("MatMul", ["first", "first_weights"], "first_logits")
        .Node("MatMul", ["second", "second_weights"], "second_logits")
        .Node("Add", ["first_logits", "second_logits"], "logits")
        .Node("Softmax", ["logits"], NetworkContract.ClassProbabilities, ("axis", 1))
        .Node("Identity", ["divided"], NetworkContract.Embedding)
        .Node("MatMul", ["divided", "map_weights"], NetworkContract.Map)
        .ToModel();
}
