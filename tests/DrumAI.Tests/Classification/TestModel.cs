using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Taxonomy;

namespace DrumAI.Tests.Classification;

/// <summary>
/// A small model that truly hears: low sounds are kicks, high ones hats, by the mean level of the front end's bands. It has the shape of
/// the shipped one, and lies in a temporary folder until it is disposed.
/// </summary>
internal sealed class TestModel : IDisposable
{
    public const string Id = "test-1";
    private const int EmbeddingSize = 128;
    private const int FeatureCount = FrontEnd.ChannelCount * FrontEnd.BandCount;

    /// <param name="classOutput">The name of the class output, to break it.</param>
    /// <param name="classCount">The number of classes, to break it.</param>
    /// <param name="changeCard">Changes the card before it is written.</param>
    public TestModel(string classOutput = NetworkContract.ClassProbabilities, int? classCount = null, Func<ModelCard, ModelCard>? changeCard = null)
    {
        Path = Directory.CreateTempSubdirectory("drumai-model-").FullName;
        string network = System.IO.Path.Combine(Path, ModelCard.NetworkFileName);
        File.WriteAllBytes(network, MakeNetwork(classOutput, classCount ?? DrumTaxonomy.Default.Classes.Count));
        var card = new ModelCard
        {
            Name = "test",
            Version = "1",
            FrontEnd = FrontEnd.Version,
            Taxonomy = DrumTaxonomy.Default.Version,
            InputShape = [FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount],
            EmbeddingSize = EmbeddingSize,
            Metrics = new() { ["byLibrary"] = new System.Text.Json.Nodes.JsonObject { ["macroF1"] = 0.5 } },
            Files = new Dictionary<string, string> { [ModelCard.NetworkFileName] = ModelCard.HashOf(network) },
        };
        (changeCard?.Invoke(card) ?? card).Write(Path);
    }

    /// <summary>The model's folder.</summary>
    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static byte[] MakeNetwork(string classOutput, int classCount)
    {
        var taxonomy = DrumTaxonomy.Default;
        int subclassCount = taxonomy.Subclasses.Count;
        // Within a class the first sub-class is the likeliest, each next one half as likely.
        float[] shares = new float[subclassCount];
        for (int c = 0; c < taxonomy.Classes.Count; c++)
        {
            int[] members = [.. taxonomy.SubclassesOf(c)];
            float sum = members.Select((_, i) => MathF.Pow(0.5f, i)).Sum();
            for (int i = 0; i < members.Length; i++) shares[members[i]] = MathF.Pow(0.5f, i) / sum;
        }

        return new OnnxGraphBuilder()
            .Input(NetworkContract.Input, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount)
            .Output(classOutput, classCount)
            .Output(NetworkContract.SubclassProbabilities, subclassCount)
            .Output(NetworkContract.Embedding, EmbeddingSize)
            .Output(NetworkContract.Map, NetworkContract.MapDimensions)
            .Constant("time", [3L], 1)
            .Constant("class_weights", ClassWeights(classCount), FeatureCount, classCount)
            .Constant("class_of_subclass", [.. taxonomy.ClassOfSubclass.Select(c => (long)c)], subclassCount)
            .Constant("shares", shares, 1, subclassCount)
            .Constant("embedding_weights", EmbeddingWeights(), FeatureCount, EmbeddingSize)
            .Constant("embedding_bias", [.. Enumerable.Repeat(0.01f, EmbeddingSize)], EmbeddingSize)
            .Node("ReduceMean", [NetworkContract.Input, "time"], "levels", ("keepdims", 0))
            .Node("Flatten", ["levels"], "features", ("axis", 1))
            .Node("MatMul", ["features", "class_weights"], "logits")
            .Node("Softmax", ["logits"], classOutput, ("axis", 1))
            .Node("Gather", [classOutput, "class_of_subclass"], "gathered", ("axis", 1))
            .Node("Mul", ["gathered", "shares"], NetworkContract.SubclassProbabilities)
            .Node("MatMul", ["features", "embedding_weights"], "projected")
            .Node("Add", ["projected", "embedding_bias"], "shifted")
            .Node("LpNormalization", ["shifted"], NetworkContract.Embedding, ("axis", 1), ("p", 2))
            .Constant("map_weights", [.. Enumerable.Range(0, 2 * EmbeddingSize).Select(i => i % 3 == 0 ? 0.5f : -0.25f)], EmbeddingSize, NetworkContract.MapDimensions)
            .Node("MatMul", [NetworkContract.Embedding, "map_weights"], NetworkContract.Map)
            .ToModel();
    }

    private static float[] ClassWeights(int classCount)
    {
        var weights = new float[FeatureCount * classCount];
        int kick = DrumTaxonomy.Default.IndexOfClass("Kick"), hat = DrumTaxonomy.Default.IndexOfClass("Hat");
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            bool isLow = feature % FrontEnd.BandCount < FrontEnd.BandCount / 2;
            weights[feature * classCount + kick] = isLow ? 1 : -1;
            weights[feature * classCount + hat] = isLow ? -1 : 1;
        }

        return weights;
    }

    private static float[] EmbeddingWeights()
    {
        var random = new Random(1);
        var weights = new float[FeatureCount * EmbeddingSize];
        for (int i = 0; i < weights.Length; i++) weights[i] = random.NextSingle() - 0.5f;
        return weights;
    }
}
