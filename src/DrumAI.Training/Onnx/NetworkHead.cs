using DrumAI.Classification;
using DrumAI.Taxonomy;
using DrumAI.Training.Heads;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Training.Onnx;

/// <summary>
/// Takes the head off a model file and puts another on: what leads to the embedding and the map stays as it is, node for node, so these come out bit for bit as before.
/// </summary>
public static class NetworkHead
{
    private const string Added = "head_";
    private const int CheckCount = 16;
    private const double Tolerance = 1e-4;

    private static readonly string[] Answers = [NetworkContract.ClassProbabilities, NetworkContract.SubclassProbabilities];

    /// <summary>Reads the head of a network, as a linear function of the embedding.</summary>
    /// <param name="network">The bytes of <c>model.onnx</c>.</param>
    /// <param name="taxonomy">The classes, in the order of its outputs.</param>
    /// <exception cref="ModelException">It is no network of ours, or its head is not linear in the embedding.</exception>
    public static LinearHead Read(byte[] network, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(taxonomy);
        int size = (int)Parse(network).Graph.Output.First(o => o.Name == NetworkContract.Embedding).Type.TensorType.Shape.Dim[1].DimValue;
        byte[] part = NetworkTail.CutOut(network, size, Answers);
        try
        {
            using var session = new InferenceSession(part);
            // Logits at 0 and at each axis, up to what a softmax takes no notice of: all the same number more.
            var probes = new float[(size + 1) * size];
            for (int i = 0; i < size; i++) probes[((i + 1) * size) + i] = 1;
            var (classes, subclasses) = Run(session, probes, size, taxonomy);
            var head = new LinearHead(
                Slopes(classes, taxonomy.Classes.Count), classes[0], Slopes(subclasses, taxonomy.Subclasses.Count), subclasses[0]);
            Check(session, head, size, taxonomy);
            return head;
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"The head of the network cannot be run: {e.Message}", e);
        }

        static float[][] Slopes(float[][] logits, int count) =>
            [.. Enumerable.Range(0, count).Select(k => Enumerable.Range(1, logits.Length - 1).Select(i => logits[i][k] - logits[0][k]).ToArray())];
    }

    /// <summary>A network with another head.</summary>
    /// <param name="network">The bytes of <c>model.onnx</c>; they stay as they are.</param>
    /// <param name="head">The head.</param>
    /// <param name="taxonomy">The classes, in the order of its outputs.</param>
    /// <returns>The bytes of the new file.</returns>
    /// <exception cref="ModelException">It is no network of ours.</exception>
    public static byte[] Replace(byte[] network, LinearHead head, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(taxonomy);
        var model = Parse(network);
        var graph = model.Graph;
        Keep(graph, Ancestors(graph, NetworkContract.Embedding, NetworkContract.Map));
        foreach (var output in graph.Output.Where(o => Answers.Contains(o.Name)).ToArray()) graph.Output.Remove(output);
        var builder = new OnnxGraph(graph, model.MetadataProps, Added);
        var embedding = new OnnxValue(SourceOf(graph, NetworkContract.Embedding));
        var classes = builder.Softmax(Linear(head.ClassWeights, head.ClassBias), 1);
        var subclasses = OnnxExporter.WithinClasses(builder, Linear(head.SubclassWeights, head.SubclassBias), classes, taxonomy);
        builder.Output(classes, NetworkContract.ClassProbabilities, taxonomy.Classes.Count);
        builder.Output(subclasses, NetworkContract.SubclassProbabilities, taxonomy.Subclasses.Count);
        return builder.ToBytes();

        OnnxValue Linear(float[][] weights, float[] bias)
        {
            // [inputs, outputs], as the product wants it.
            float[] turned = [.. Enumerable.Range(0, head.EmbeddingSize).SelectMany(i => weights.Select(row => row[i]))];
            return builder.Add(builder.MatMul(embedding, builder.Constant(turned, head.EmbeddingSize, bias.Length)), builder.Constant(bias, bias.Length));
        }
    }

    private static ModelProto Parse(byte[] network)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(network);
            if (model.Graph is null || !model.Graph.Output.Any(o => o.Name == NetworkContract.Embedding)) throw new ModelException("The network gives no embedding.");
            return model;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelException($"The network is no ONNX file: {e.Message}", e);
        }
    }

    /// <summary>What is given out under a name, as the graph computes it.</summary>
    private static string SourceOf(GraphProto graph, string output) =>
        graph.Node.FirstOrDefault(n => n.Output.Contains(output)) is { OpType: "Identity" } named ? named.Input[0] : output;

    /// <summary>All nodes on which values hang, those that compute them included.</summary>
    private static HashSet<NodeProto> Ancestors(GraphProto graph, params string[] values)
    {
        var maker = graph.Node.SelectMany(n => n.Output.Select(o => (o, n))).ToDictionary(p => p.o, p => p.n, StringComparer.Ordinal);
        var found = new HashSet<NodeProto>();
        var open = new Stack<string>(values);
        while (open.TryPop(out string? value))
        {
            if (!maker.TryGetValue(value, out var node) || !found.Add(node)) continue;
            foreach (string input in node.Input) open.Push(input);
        }

        return found;
    }

    /// <summary>Drops all other nodes, and the constants that nobody uses then.</summary>
    private static void Keep(GraphProto graph, HashSet<NodeProto> kept)
    {
        NodeProto[] nodes = [.. graph.Node.Where(kept.Contains)];
        graph.Node.Clear();
        graph.Node.AddRange(nodes);
        var used = nodes.SelectMany(n => n.Input).ToHashSet(StringComparer.Ordinal);
        TensorProto[] constants = [.. graph.Initializer.Where(t => used.Contains(t.Name))];
        graph.Initializer.Clear();
        graph.Initializer.AddRange(constants);
    }

    /// <summary>Runs the head; answers the logarithms of what it says, of sub-classes as shares of their class.</summary>
    private static (float[][] Classes, float[][] Subclasses) Run(InferenceSession session, float[] embeddings, int size, DrumTaxonomy taxonomy)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(embeddings, [embeddings.Length / size, size]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [NetworkTail.Input], [input], Answers);
        float[][] classes = [.. outputs[0].GetTensorDataAsSpan<float>().ToArray().Chunk(taxonomy.Classes.Count)];
        float[][] subclasses = [.. outputs[1].GetTensorDataAsSpan<float>().ToArray().Chunk(taxonomy.Subclasses.Count)];
        for (int i = 0; i < subclasses.Length; i++)
            for (int s = 0; s < subclasses[i].Length; s++) subclasses[i][s] /= classes[i][taxonomy.ClassOfSubclass[s]];
        return ([.. classes.Select(c => Centred(c, new int[c.Length]))], [.. subclasses.Select(s => Centred(s, taxonomy.ClassOfSubclass))]);
    }

    /// <summary>Logarithms, less their mean over each group: what is left is the same for logits as for probabilities.</summary>
    private static float[] Centred(float[] probabilities, IReadOnlyList<int> groups)
    {
        double[] logarithms = Array.ConvertAll(probabilities, p => Math.Log(p));
        var means = logarithms.Select((l, i) => (l, i)).GroupBy(p => groups[p.i]).ToDictionary(g => g.Key, g => g.Average(p => p.l));
        return [.. logarithms.Select((l, i) => (float)(l - means[groups[i]]))];
    }

    private static void Check(InferenceSession session, LinearHead head, int size, DrumTaxonomy taxonomy)
    {
        var random = new Random(1);
        float[] embeddings = [.. Enumerable.Range(0, CheckCount).SelectMany(_ =>
        {
            float[] direction = [.. Enumerable.Range(0, size).Select(_ => random.NextSingle() - 0.5f)];
            float length = System.Numerics.Tensors.TensorPrimitives.Norm<float>(direction);
            return direction.Select(x => x / length);
        })];
        var (classes, subclasses) = Run(session, embeddings, size, taxonomy);
        for (int i = 0; i < CheckCount; i++)
        {
            var (ours, within) = head.Logits(embeddings.AsSpan(i * size, size));
            bool isSame = Same(ours, classes[i]) && Same(within, subclasses[i]);
            if (!isSame) throw new ModelException("The head of the network is not a linear function of its embedding, so it cannot be retrained.");
        }

        static bool Same(float[] a, float[] b) => a.Zip(b).All(p => Math.Abs(p.First - p.Second) <= Tolerance * Math.Max(1, Math.Abs(p.Second)));
    }
}
