using DrumAI.Classification;
using DrumAI.Taxonomy;
using DrumAI.Training.Heads;
using DrumAI.Training.Onnx;

namespace DrumAI.Training.Tests.Onnx;

/// <summary>On the model that ships: a file of an ensemble, as the exporter writes it.</summary>
public sealed class NetworkHeadTests : IDisposable
{
    private static readonly DrumTaxonomy Taxonomy = DrumTaxonomy.Default;
    private readonly ModelPackage shipped = ModelPackage.Read(Path.Combine(Repository(), "models", "default"));
    private readonly DrumClassifier classifier;

    public NetworkHeadTests() => classifier = shipped.Open();

    public void Dispose() => classifier.Dispose();

    [Fact]
    public void ShippedHeadIsTheLinearFunctionThatIsRead()
    {
        var head = NetworkHead.Read(Network, Taxonomy);
        foreach (float[] sound in Sounds())
        {
            var heard = classifier.Classify(sound, 44100);
            var (classes, subclasses) = Probabilities(head, heard.Embedding);
            Assert.All(classes.Zip(heard.ClassProbabilities), p => Assert.Equal(p.Second, p.First, 1e-4));
            Assert.All(subclasses.Zip(heard.SubclassProbabilities), p => Assert.Equal(p.Second, p.First, 1e-4));
        }
    }

    [Fact]
    public void AnotherHeadLeavesEmbeddingAndMapBitForBit()
    {
        var read = NetworkHead.Read(Network, Taxonomy);
        var other = read with { ClassBias = [.. read.ClassBias.Select((b, i) => b + (i % 5))], SubclassWeights = [.. read.SubclassWeights.Select(row => Array.ConvertAll(row, x => -x))] };
        byte[] once = NetworkHead.Replace(Network, other, Taxonomy);
        // A second time, on a file that was made like this.
        byte[] twice = NetworkHead.Replace(once, read, Taxonomy);
        Assert.InRange(once.Length, Network.Length - 100_000, Network.Length + 100_000);
        using var changed = Load(once);
        using var back = Load(twice);
        foreach (float[] sound in Sounds())
        {
            var before = classifier.Classify(sound, 44100);
            var after = changed.Classify(sound, 44100);
            Assert.Equal(before.Embedding, after.Embedding);
            Assert.Equal(before.Map, after.Map);
            Assert.NotEqual(before.ClassProbabilities, after.ClassProbabilities);
            var (classes, subclasses) = Probabilities(other, before.Embedding);
            Assert.All(classes.Zip(after.ClassProbabilities), p => Assert.Equal(p.Second, p.First, 1e-4));
            Assert.All(subclasses.Zip(after.SubclassProbabilities), p => Assert.Equal(p.Second, p.First, 1e-4));
            Assert.All(before.ClassProbabilities.Zip(back.Classify(sound, 44100).ClassProbabilities), p => Assert.Equal(p.First, p.Second, 1e-4));
        }
    }

    /// <summary>So a service can hold what a retrained model is said to have found against the embedding.</summary>
    [Fact]
    public void WhatAnotherHeadSaysFollowsFromTheEmbeddingAlone()
    {
        byte[] network = NetworkHead.Replace(Network, NetworkHead.Read(Network, Taxonomy).Tempered(1.5, 0.8), Taxonomy);
        using var whole = Load(network);
        using var after = EmbeddingClassifier.Load(new ModelPackage(shipped.Card, new Dictionary<string, byte[]> { [ModelCard.NetworkFileName] = network }));
        foreach (float[] sound in Sounds())
        {
            var heard = whole.Classify(sound, 44100);
            var (probabilities, map) = after.Classify(heard.Embedding);

            Assert.All(probabilities.Zip(heard.ClassProbabilities), p => Assert.Equal(p.Second, p.First, 1e-5f));
            Assert.Equal(heard.Map.X, map.X, 1e-5f);
            Assert.Equal(heard.Map.Y, map.Y, 1e-5f);
        }
    }

    [Fact]
    public void WhatIsNoNetworkIsRefused()
    {
        Assert.Throws<ModelException>(() => NetworkHead.Read([1, 2, 3], Taxonomy));
        Assert.Throws<ModelException>(() => NetworkHead.Read([], Taxonomy));
    }

    private byte[] Network => shipped.Files[ModelCard.NetworkFileName];

    private DrumClassifier Load(byte[] network)
    {
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(network));
        var card = shipped.Card with { Version = hash[..8], Files = new Dictionary<string, string> { [ModelCard.NetworkFileName] = hash } };
        return ModelPackage.Of(card, new Dictionary<string, byte[]> { [ModelCard.NetworkFileName] = network }).Open();
    }

    private static (double[] Classes, double[] Subclasses) Probabilities(LinearHead head, float[] embedding)
    {
        var (classes, subclasses) = head.Logits(embedding);
        double[] p = Softmax(classes, [.. Enumerable.Range(0, classes.Length)]);
        var q = new double[subclasses.Length];
        for (int c = 0; c < classes.Length; c++)
        {
            int[] kinds = [.. Taxonomy.SubclassesOf(c)];
            double[] shares = Softmax(subclasses, kinds);
            for (int k = 0; k < kinds.Length; k++) q[kinds[k]] = p[c] * shares[k];
        }

        return (p, q);
    }

    private static double[] Softmax(float[] logits, int[] which)
    {
        double[] values = [.. which.Select(i => Math.Exp(logits[i]))];
        return [.. values.Select(v => v / values.Sum())];
    }

    /// <summary>Tones, noises and clicks.</summary>
    private static IEnumerable<float[]> Sounds()
    {
        var random = new Random(3);
        for (int n = 0; n < 12; n++)
        {
            var sound = new float[4410 * (n + 1)];
            for (int i = 0; i < sound.Length; i++)
                sound[i] = (n % 3 == 0 ? random.NextSingle() - 0.5f : MathF.Sin(i * 0.01f * (n + 1))) * MathF.Exp(-i / (300f * (n + 1)));
            yield return sound;
        }
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DrumAI.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not lie within the repository.");
    }
}
