namespace DrumAI.Training.Onnx;

/// <content>Operations without weights. Those of two values broadcast as in Torch.</content>
public sealed partial class OnnxGraph
{
    /// <summary>max(x, 0).</summary>
    public OnnxValue Relu(OnnxValue input) => Operation("Relu", [input]);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public OnnxValue Sigmoid(OnnxValue input) => Operation("Sigmoid", [input]);

    /// <summary>x * sigmoid(x), also called swish.</summary>
    public OnnxValue Silu(OnnxValue input) => Multiply(input, Sigmoid(input));

    /// <summary>min(max(x / 6 + 1/2, 0), 1).</summary>
    public OnnxValue HardSigmoid(OnnxValue input) => Operation("HardSigmoid", [input], Number("alpha", 1f / 6), Number("beta", 0.5f));

    /// <summary>x * min(max(x / 6 + 1/2, 0), 1).</summary>
    public OnnxValue HardSwish(OnnxValue input) => Operation("HardSwish", [input]);

    /// <summary>Values limited to a range.</summary>
    public OnnxValue Clip(OnnxValue input, float minimum, float maximum) =>
        Operation("Clip", [input, Constant([minimum]), Constant([maximum])]);

    /// <summary>Probabilities along an axis: exp(x) over the sum of exp(x).</summary>
    public OnnxValue Softmax(OnnxValue input, long axis) => Operation("Softmax", [input], Integer("axis", axis));

    /// <summary>The square root.</summary>
    public OnnxValue Sqrt(OnnxValue input) => Operation("Sqrt", [input]);

    /// <summary>a + b.</summary>
    public OnnxValue Add(OnnxValue a, OnnxValue b) => Operation("Add", [a, b]);

    /// <summary>a - b.</summary>
    public OnnxValue Subtract(OnnxValue a, OnnxValue b) => Operation("Sub", [a, b]);

    /// <summary>a * b, element by element.</summary>
    public OnnxValue Multiply(OnnxValue a, OnnxValue b) => Operation("Mul", [a, b]);

    /// <summary>a / b, element by element.</summary>
    public OnnxValue Divide(OnnxValue a, OnnxValue b) => Operation("Div", [a, b]);

    /// <summary>The product of matrices, over the last two axes.</summary>
    public OnnxValue MatMul(OnnxValue a, OnnxValue b) => Operation("MatMul", [a, b]);

    /// <summary>Values joined along an axis.</summary>
    public OnnxValue Concat(long axis, params ReadOnlySpan<OnnxValue> inputs) => Operation("Concat", inputs, Integer("axis", axis));

    /// <summary>The mean over axes.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="axes">Axes to take together.</param>
    /// <param name="keepDimensions">Whether they stay, with length one.</param>
    public OnnxValue ReduceMean(OnnxValue input, ReadOnlySpan<long> axes, bool keepDimensions = false) => Reduce("ReduceMean", input, axes, keepDimensions);

    /// <summary>The largest value over axes.</summary>
    /// <inheritdoc cref="ReduceMean" path="/param"/>
    public OnnxValue ReduceMax(OnnxValue input, ReadOnlySpan<long> axes, bool keepDimensions = false) => Reduce("ReduceMax", input, axes, keepDimensions);

    /// <summary>The sum over axes.</summary>
    /// <inheritdoc cref="ReduceMean" path="/param"/>
    public OnnxValue ReduceSum(OnnxValue input, ReadOnlySpan<long> axes, bool keepDimensions = false) => Reduce("ReduceSum", input, axes, keepDimensions);

    /// <summary>The sum of squares over axes.</summary>
    /// <inheritdoc cref="ReduceMean" path="/param"/>
    public OnnxValue ReduceSumSquare(OnnxValue input, ReadOnlySpan<long> axes, bool keepDimensions = false) => Reduce("ReduceSumSquare", input, axes, keepDimensions);

    /// <summary>Vectors brought to length one: x / max(|x|, 1e-12), as in Torch.</summary>
    public OnnxValue Normalize(OnnxValue input, long axis)
    {
        var length = Reduce("ReduceL2", input, [axis], keepDimensions: true);
        return Divide(input, Operation("Max", [length, Constant([1e-12f])]));
    }

    /// <summary>All axes from the given one on as a single one, those before it as another: [N, ...] to [N, product] with axis 1.</summary>
    public OnnxValue Flatten(OnnxValue input, long axis = 1) => Operation("Flatten", [input], Integer("axis", axis));

    /// <summary>The same elements in another shape; 0 keeps a dimension, -1 takes what is left.</summary>
    public OnnxValue Reshape(OnnxValue input, params ReadOnlySpan<long> shape) => Operation("Reshape", [input, IntegerConstant(shape)]);

    /// <summary>Axes in another order.</summary>
    public OnnxValue Transpose(OnnxValue input, params ReadOnlySpan<long> order) => Operation("Transpose", [input], Integers("perm", order));

    /// <summary>The entries at the given positions of an axis, in their order.</summary>
    public OnnxValue Gather(OnnxValue input, long axis, params ReadOnlySpan<long> indices) =>
        Operation("Gather", [input, IntegerConstant(indices)], Integer("axis", axis));

    /// <summary>A stretch of one axis.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="axis">Which axis.</param>
    /// <param name="start">First position.</param>
    /// <param name="end">The position behind the last; negative counts from the end, <see cref="long.MaxValue"/> is the end.</param>
    public OnnxValue Slice(OnnxValue input, long axis, long start, long end) =>
        Operation("Slice", [input, IntegerConstant(start), IntegerConstant(end), IntegerConstant(axis)]);

    private OnnxValue Reduce(string operation, OnnxValue input, ReadOnlySpan<long> axes, bool keepDimensions) =>
        Operation(operation, [input, IntegerConstant(axes)], Integer("keepdims", keepDimensions ? 1 : 0));
}
