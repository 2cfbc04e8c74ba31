namespace DrumAI.Classification;

/// <summary>
/// Cuts a network in two at its embedding. What comes after it, the heads that say the class and the place on the map, is a small network of its own, so that anybody who has the
/// embedding can hold what was said of a sound against it.
/// </summary>
internal static class NetworkTail
{
    /// <summary>Input of what was cut out: the embedding.</summary>
    public const string Input = "embedding_in";

    // Field numbers of the Open Neural Network Exchange format: of a model, its graph; of that, nodes, constants, inputs, outputs and what is known of values between.
    private const int Graph = 7, Nodes = 1, Constants = 5, Inputs = 11, Outputs = 12, Values = 13;
    private const int Int64Type = 7, FloatType = 1, IntAttribute = 2;

    /// <summary>What comes after the embedding.</summary>
    /// <param name="network">The bytes of <c>model.onnx</c>.</param>
    /// <param name="embeddingSize">Numbers in its embedding.</param>
    /// <param name="answers">Outputs to keep.</param>
    /// <returns>The bytes of a network from <see cref="Input"/> to these.</returns>
    /// <exception cref="ModelException">It is no ONNX file, or these answers hang on more than its embedding.</exception>
    public static byte[] CutOut(byte[] network, int embeddingSize, params string[] answers)
    {
        ArgumentNullException.ThrowIfNull(network);
        var model = ProtobufField.ReadAll(network);
        var graph = ProtobufField.ReadAll(model.Find(f => f.Number == Graph).Value);
        Node[] nodes = [.. graph.Where(f => f.Number == Nodes).Select(Node.Read)];
        var makers = nodes.SelectMany(n => n.Outputs.Select(o => (o, n))).ToDictionary(p => p.o, p => p.n, StringComparer.Ordinal);
        if (!makers.TryGetValue(NetworkContract.Embedding, out var named)) throw new ModelException("The network gives no embedding.");
        string source = named.Operation == "Identity" ? named.Inputs[0] : NetworkContract.Embedding;

        var before = Ancestors(makers, NetworkContract.Embedding);
        var after = Ancestors(makers, answers);
        after.ExceptWith(before);
        Node[] kept = [.. nodes.Where(after.Contains)];
        var made = before.SelectMany(n => n.Outputs).Concat(graph.Where(f => f.Number == Inputs).Select(NameOfValue)).ToHashSet(StringComparer.Ordinal);
        string[] feeds = [.. kept.SelectMany(n => n.Inputs).Where(made.Contains).Distinct(StringComparer.Ordinal)];

        List<byte[]> added = [NodeOf("Identity", [Input], [source])];
        byte[] sizes = [];
        var used = kept.SelectMany(n => n.Inputs).ToHashSet(StringComparer.Ordinal);
        if (feeds.Any(f => f != source))
        {
            var (members, divisor) = Members(makers, source);
            if (!feeds.All(f => f == source || members.Contains(f))) throw new ModelException("The network's answers hang on more than its embedding.");
            // The embedding is the members' side by side, as even as can be, divided by a number.
            const string Whole = "embedding_whole", Sizes = "embedding_sizes";
            added.Add(NodeOf("Mul", [Input, divisor], [Whole]));
            added.Add(NodeOf("Split", [Whole, Sizes], members, ProtobufField.Of(5, ProtobufField.Of(1, "axis"), ProtobufField.Of(3, 1L), ProtobufField.Of(20, (long)IntAttribute))));
            long[] lengths = [.. Enumerable.Range(1, members.Length).Select(m => (long)((embeddingSize * m / members.Length) - (embeddingSize * (m - 1) / members.Length)))];
            sizes = ProtobufField.Of(
                Constants, ProtobufField.Of(1, (long)lengths.Length), ProtobufField.Of(2, (long)Int64Type), ProtobufField.Of(8, Sizes), ProtobufField.Of(9, ProtobufField.Raw(lengths)));
            used.Add(divisor);
        }

        byte[] tail = ProtobufField.Of(
            Graph,
            [
                .. added,
                .. kept.Select(n => n.Field.Whole.ToArray()),
                .. graph.Where(f => f.Number == Constants && used.Contains(NameOfConstant(f))).Select(f => f.Whole.ToArray()),
                sizes,
                InputOf(embeddingSize),
                .. graph.Where(f => f.Number == Outputs && answers.Contains(NameOfValue(f))).Select(f => f.Whole.ToArray()),
                .. graph.Where(f => f.Number is not (Nodes or Constants or Inputs or Outputs or Values)).Select(f => f.Whole.ToArray()),
            ]);
        return [.. model.Where(f => f.Number != Graph).SelectMany(f => f.Whole.ToArray()), .. tail];
    }

    /// <summary>The members' embeddings out of which an ensemble's is joined, and the name of the number by which they are divided.</summary>
    private static (string[] Members, string Divisor) Members(Dictionary<string, Node> makers, string source) =>
        makers[source] is { Operation: "Div", Inputs: [var whole, var divisor] } && makers.TryGetValue(whole, out var joined) && joined.Operation == "Concat" && !makers.ContainsKey(divisor)
            ? (joined.Inputs, divisor)
            : throw new ModelException("The network's answers hang on more than its embedding.");

    /// <summary>All nodes on which values hang, those that compute them included.</summary>
    private static HashSet<Node> Ancestors(Dictionary<string, Node> makers, params string[] values)
    {
        var found = new HashSet<Node>();
        var open = new Stack<string>(values);
        while (open.TryPop(out string? value))
        {
            if (!makers.TryGetValue(value, out var node) || !found.Add(node)) continue;
            foreach (string input in node.Inputs) open.Push(input);
        }

        return found;
    }

    private static string NameOfValue(ProtobufField value) => Name(value, 1);

    private static string NameOfConstant(ProtobufField constant) => Name(constant, 8);

    private static string Name(ProtobufField message, int number) => ProtobufField.ReadAll(message.Value).Find(f => f.Number == number).Text;

    private static byte[] NodeOf(string operation, string[] inputs, string[] outputs, params byte[][] attributes) => ProtobufField.Of(
        Nodes, [.. inputs.Select(i => ProtobufField.Of(1, i)), .. outputs.Select(o => ProtobufField.Of(2, o)), ProtobufField.Of(3, $"tail_{operation}"), ProtobufField.Of(4, operation), .. attributes]);

    /// <summary>Any number of embeddings.</summary>
    private static byte[] InputOf(int embeddingSize)
    {
        byte[] shape = ProtobufField.Of(2, ProtobufField.Of(1, ProtobufField.Of(2, "N")), ProtobufField.Of(1, ProtobufField.Of(1, (long)embeddingSize)));
        return ProtobufField.Of(Inputs, ProtobufField.Of(1, Input), ProtobufField.Of(2, ProtobufField.Of(1, ProtobufField.Of(1, (long)FloatType), shape)));
    }

    /// <summary>An operation: what it takes, and what it makes.</summary>
    private sealed record Node(ProtobufField Field, string Operation, string[] Inputs, string[] Outputs)
    {
        public static Node Read(ProtobufField field)
        {
            var parts = ProtobufField.ReadAll(field.Value);
            return new Node(field, parts.Find(p => p.Number == 4).Text, Texts(1), Texts(2));

            string[] Texts(int number) => [.. parts.Where(p => p.Number == number).Select(p => p.Text)];
        }
    }
}
