using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Mapping;

namespace DrumAI.Training.Onnx;

/// <summary>
/// Writes a trained <see cref="DrumNet"/> as the model file that programs run: from the front end's pictures to calibrated probabilities and an embedding, named as
/// <see cref="NetworkContract"/> has it.
/// </summary>
public static class OnnxExporter
{
    /// <summary>Writes the model file.</summary>
    /// <param name="members">The trained networks of the ensemble, one or more; together their embeddings have 128 numbers.</param>
    /// <param name="map">The trained head that places embeddings of these networks on the map.</param>
    /// <param name="path">Where to; replaced in one step where it exists.</param>
    /// <param name="taxonomy">The classes, in the order of the network's logits; sub-classes of one class are neighbours.</param>
    /// <param name="calibration">What is done to logits, so that probabilities are calibrated.</param>
    /// <param name="precision">How weights are stored.</param>
    /// <param name="metadata">Key and value pairs to store beside the versions of front end and taxonomy.</param>
    /// <remarks>
    /// Logits are the mean of the members'; the embedding is the members' side by side, so that its cosine is the mean of theirs.
    /// The answer is softmax(class logits / T + bias), and for each sub-class its class's probability times the softmax, among the sub-classes
    /// of that class, of their logits / T + bias. Dropout and the teacher's head have no part in it.
    /// </remarks>
    public static void Export(
        IReadOnlyList<DrumNet> members,
        MapHead map,
        string path,
        DrumTaxonomy taxonomy,
        LogitCalibration calibration,
        WeightPrecision precision = WeightPrecision.Half,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfZero(members.Count, nameof(members));
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(calibration);
        var graph = new OnnxGraph(nameof(DrumNet), precision);
        var input = graph.Input(NetworkContract.Input, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount);
        OnnxValue[] directions = [.. members.Select(net => Embed(graph, net, input))];
        var classLogits = Mean(graph, [.. members.Zip(directions, (net, direction) => Classify(graph, net.Classes, direction))]);
        var subclassLogits = Mean(graph, [.. members.Zip(directions, (net, direction) => Classify(graph, net.Subclasses, direction))]);
        float[] bias = [.. calibration.Bias.Select(b => (float)b)];
        var calibrated = graph.Add(graph.Divide(classLogits, graph.Constant([(float)calibration.Temperature])), graph.Constant(bias, bias.Length));
        var classes = graph.Softmax(calibrated, 1);
        var subclasses = WithinClasses(graph, subclassLogits, classes, taxonomy, calibration);
        var direction = members.Count == 1 ? directions[0] : graph.Divide(graph.Concat(1, directions), graph.Constant([MathF.Sqrt(members.Count)]));
        graph.Output(classes, NetworkContract.ClassProbabilities, taxonomy.Classes.Count);
        graph.Output(subclasses, NetworkContract.SubclassProbabilities, taxonomy.Subclasses.Count);
        graph.Output(direction, NetworkContract.Embedding, DrumNet.EmbeddingLength);
        graph.Output(Place(graph, map, direction), NetworkContract.Map, NetworkContract.MapDimensions);
        graph.Metadata["frontEnd"] = FrontEnd.Version;
        graph.Metadata["taxonomy"] = taxonomy.Version;
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>()) graph.Metadata[key] = value;
        graph.Write(path);
    }

    /// <summary>What <see cref="DrumNet.forward"/> does up to the embedding.</summary>
    private static OnnxValue Embed(OnnxGraph graph, DrumNet net, OnnxValue pictures)
    {
        var x = Block(graph, net.Stem, pictures);
        x = Stage(graph, net.Stage1, Block(graph, net.Widen1, x));
        x = Stage(graph, net.Stage2, Block(graph, net.Widen2, x));
        x = Stage(graph, net.Stage3, Block(graph, net.Widen3, x));
        var pooled = graph.Concat(1, graph.ReduceMean(x, [2, 3]), graph.ReduceMax(x, [2, 3]), graph.Flatten(Block(graph, net.Squeeze, x)));
        return graph.Normalize(graph.Linear(pooled, net.Embedding), 1);
    }

    /// <summary>What <see cref="MapHead.forward"/> does.</summary>
    private static OnnxValue Place(OnnxGraph graph, MapHead map, OnnxValue embedding) =>
        graph.Linear(graph.Relu(graph.Linear(graph.Relu(graph.Linear(embedding, map.First)), map.Second)), map.Last);

    private static OnnxValue Block(OnnxGraph graph, ConvBlock block, OnnxValue x) => graph.Relu(graph.Conv(x, block.Conv, block.Norm));

    private static OnnxValue Stage(OnnxGraph graph, ResidualBlock[] blocks, OnnxValue x)
    {
        foreach (var block in blocks)
        {
            var y = graph.Relu(graph.Conv(x, block.Conv1, block.Norm1));
            x = graph.Relu(graph.Add(x, graph.Conv(y, block.Conv2, block.Norm2)));
        }

        return x;
    }

    private static OnnxValue Mean(OnnxGraph graph, OnnxValue[] values) => values.Length == 1
        ? values[0]
        : graph.Divide(values.Aggregate(graph.Add), graph.Constant([(float)values.Length]));

    private static OnnxValue Classify(OnnxGraph graph, CosineClassifier classifier, OnnxValue direction)
    {
        var directions = graph.Transpose(graph.Normalize(graph.Weight(classifier.Directions), 1), 1, 0);
        var cosines = graph.MatMul(direction, directions);
        return graph.Add(graph.Multiply(cosines, graph.Weight(classifier.Scale)), graph.Weight(classifier.Bias));
    }

    private static OnnxValue WithinClasses(OnnxGraph graph, OnnxValue logits, OnnxValue classes, DrumTaxonomy taxonomy, LogitCalibration calibration)
    {
        float[] divisors = [.. calibration.SubclassTemperature.Select(t => (float)t)];
        float[] bias = [.. calibration.SubclassBias.Select(b => (float)b)];
        var calibrated = graph.Add(graph.Divide(logits, graph.Constant(divisors, divisors.Length)), graph.Constant(bias, bias.Length));
        return WithinClasses(graph, calibrated, classes, taxonomy);
    }

    /// <summary>Probabilities of sub-classes: their class's, times the softmax of their logits among the sub-classes of that class.</summary>
    internal static OnnxValue WithinClasses(OnnxGraph graph, OnnxValue calibrated, OnnxValue classes, DrumTaxonomy taxonomy)
    {
        var shares = new List<OnnxValue>();
        for (int first = 0; first < taxonomy.Subclasses.Count;)
        {
            int count = taxonomy.ClassOfSubclass.Skip(first).TakeWhile(c => c == taxonomy.ClassOfSubclass[first]).Count();
            shares.Add(graph.Softmax(graph.Slice(calibrated, 1, first, first + count), 1));
            first += count;
        }

        long[] owners = [.. taxonomy.ClassOfSubclass.Select(c => (long)c)];
        return graph.Multiply(graph.Concat(1, [.. shares]), graph.Gather(classes, 1, owners));
    }
}
