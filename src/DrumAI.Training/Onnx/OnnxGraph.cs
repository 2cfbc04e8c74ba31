using System.Runtime.InteropServices;
using Google.Protobuf;
using static TorchSharp.torch;

namespace DrumAI.Training.Onnx;

/// <summary>
/// Builds a model file in the Open Neural Network Exchange format (operator set 18, IR version 9), operation by operation in the order of
/// computation. Every method that adds an operation answers with the value it computes, to be given to the next.
/// </summary>
/// <remarks>Shapes follow Torch: activations are [batch, channels, height, width], axes count from 0 or, negative, from the end.</remarks>
public sealed partial class OnnxGraph
{
    private const int OperatorSet = 18;
    private const int IrVersion = 9;

    /// <summary>A dimension of an input that is left open, beside the batch.</summary>
    public const long AnyLength = -1;

    /// <summary>Names of the dimensions that are left open: the batch, and one more.</summary>
    private const string BatchDimension = "N", OpenDimension = "T";

    private readonly GraphProto graph;
    private readonly WeightPrecision precision;
    private readonly string prefix = "";

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">What the network is called.</param>
    /// <param name="precision">How weights are stored.</param>
    public OnnxGraph(string name, WeightPrecision precision = WeightPrecision.Full)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        graph = new GraphProto { Name = name };
        this.precision = precision;
    }

    /// <summary>Goes on with a graph that is there.</summary>
    /// <param name="graph">Its nodes and constants; this adds to it.</param>
    /// <param name="metadata">Its key and value pairs.</param>
    /// <param name="prefix">Begins the name of everything that is added, so that it meets no other.</param>
    internal OnnxGraph(GraphProto graph, IEnumerable<StringStringEntryProto> metadata, string prefix)
    {
        this.graph = graph;
        this.prefix = prefix;
        precision = WeightPrecision.Full;
        foreach (var entry in metadata) Metadata[entry.Key] = entry.Value;
    }

    /// <summary>Key and value pairs stored in the file beside the network.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Declares an input of single-precision numbers.</summary>
    /// <param name="name">Its name to callers.</param>
    /// <param name="shape">Its dimensions after the first, which is the batch and open; <see cref="AnyLength"/> leaves another open.</param>
    public OnnxValue Input(string name, params ReadOnlySpan<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        graph.Input.Add(Describe(name, shape));
        return new OnnxValue(name);
    }

    /// <summary>Declares an output of single-precision numbers.</summary>
    /// <param name="value">The value to give out.</param>
    /// <param name="name">Its name to callers.</param>
    /// <param name="shape">Its dimensions after the first, which is the batch and open.</param>
    public void Output(OnnxValue value, string name, params ReadOnlySpan<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var node = new NodeProto { OpType = "Identity", Name = "output_" + name };
        node.Input.Add(value.Name);
        node.Output.Add(name);
        graph.Node.Add(node);
        graph.Output.Add(Describe(name, shape));
    }

    /// <summary>A constant of single-precision numbers.</summary>
    /// <param name="values">The elements, the last dimension running fastest.</param>
    /// <param name="shape">Dimensions; none for a scalar.</param>
    public OnnxValue Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Initializer(TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <summary>A constant of whole numbers, such as indices, axes or a shape: a vector.</summary>
    public OnnxValue IntegerConstant(params ReadOnlySpan<long> values) =>
        Initializer(TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), values.Length, [values.Length]);

    /// <summary>A trained tensor, stored in the graph's <see cref="WeightPrecision"/>.</summary>
    public OnnxValue Weight(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        float[] values = ToArray(weight);
        if (precision == WeightPrecision.Full || !HalfPrecision.Applies(weight)) return Constant(values, weight.shape);
        Half[] halves = Array.ConvertAll(values, v => (Half)v);
        var stored = Initializer(TensorProto.Types.DataType.Float16, MemoryMarshal.AsBytes<Half>(halves), halves.Length, weight.shape);
        return Operation("Cast", [stored], Integer("to", (long)TensorProto.Types.DataType.Float));
    }

    /// <summary>Writes the model file. A file of that name is replaced in one step.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <exception cref="InvalidOperationException">The graph has no input or no output.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = ToBytes();
        string partial = path + ".partial";
        File.WriteAllBytes(partial, bytes);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>The bytes of the model file.</summary>
    /// <exception cref="InvalidOperationException">The graph has no input or no output.</exception>
    public byte[] ToBytes()
    {
        if (graph.Input.Count == 0 || graph.Output.Count == 0) throw new InvalidOperationException("A network needs an input and an output.");
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "DrumAI", Graph = graph };
        model.ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version?.ToString(3) ?? "";
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
        foreach (var (key, value) in Metadata) model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    private OnnxValue Operation(string operation, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        string name = $"{prefix}{operation}_{graph.Node.Count}";
        var node = new NodeProto { OpType = operation, Name = name };
        foreach (var input in inputs) node.Input.Add(input.Name);
        foreach (var attribute in attributes) node.Attribute.Add(attribute);
        node.Output.Add(name);
        graph.Node.Add(node);
        return new OnnxValue(name);
    }

    private OnnxValue Initializer(TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, int count, ReadOnlySpan<long> shape)
    {
        long expected = 1;
        foreach (long dimension in shape) expected *= dimension;
        if (expected != count) throw new ArgumentException($"{count} values do not fill a shape of {expected}.", nameof(shape));
        var tensor = new TensorProto { Name = $"{prefix}constant_{graph.Initializer.Count}", DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (long dimension in shape) tensor.Dims.Add(dimension);
        graph.Initializer.Add(tensor);
        return new OnnxValue(tensor.Name);
    }

    private static ValueInfoProto Describe(string name, ReadOnlySpan<long> shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = BatchDimension });
        foreach (long dimension in shape) dimensions.Dim.Add(dimension == AnyLength
            ? new TensorShapeProto.Types.Dimension { DimParam = OpenDimension }
            : new TensorShapeProto.Types.Dimension { DimValue = dimension });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Integer(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    private static AttributeProto Number(string name, float value) => new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    private static AttributeProto Integers(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (long value in values) attribute.Ints.Add(value);
        return attribute;
    }

    /// <summary>The elements of a tensor as single-precision numbers on the host, in row-major order.</summary>
    private static float[] ToArray(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
