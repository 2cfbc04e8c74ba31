using System.Buffers.Binary;
using System.Text;

namespace DrumAI.Training.Weights;

/// <summary>
/// Python's pickle, of which the part that describes weights: numbers, strings, tuples, lists, dictionaries, and PyTorch's tensors. A pickle is a little program; calls
/// of anything but what rebuilds a tensor or an ordered dictionary are refused, never carried out.
/// </summary>
internal sealed class Pickle
{
    private static readonly object Mark = new();

    private readonly Stream stream;
    private readonly List<object?> stack = [];
    private readonly Dictionary<int, object?> memo = [];

    private Pickle(Stream stream) => this.stream = stream;

    /// <summary>Reads the one object that a pickle makes.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or asks for something else than weights.</exception>
    public static object? Read(Stream stream)
    {
        using var buffered = new BufferedStream(stream);
        return new Pickle(buffered).Run();
    }

    private object? Run()
    {
        while (true)
        {
            int operation = stream.ReadByte();
            switch (operation)
            {
                case '.': return Pop();
                case 0x80: Byte(); break; // protocol
                case 0x95: Take(8); break; // frame
                case '(': stack.Add(Mark); break;
                case 'N': stack.Add(null); break;
                case 0x88: stack.Add(true); break;
                case 0x89: stack.Add(false); break;
                case 'K': stack.Add((long)Byte()); break;
                case 'M': stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
                case 'J': stack.Add((long)Int32()); break;
                case 0x8a: stack.Add(Long(Take(Byte()))); break;
                case 'G': stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
                case 'X': stack.Add(Encoding.UTF8.GetString(Take(Int32()))); break;
                case 0x8c: stack.Add(Encoding.UTF8.GetString(Take(Byte()))); break;
                case '}': stack.Add(new Dictionary<object, object?>()); break;
                case ']': stack.Add(new List<object?>()); break;
                case ')': stack.Add(Array.Empty<object?>()); break;
                case 0x85: stack.Add(Popped(1)); break;
                case 0x86: stack.Add(Popped(2)); break;
                case 0x87: stack.Add(Popped(3)); break;
                case 't': stack.Add(PopToMark()); break;
                case 'q': memo[Byte()] = Peek(); break;
                case 'r': memo[Int32()] = Peek(); break;
                case 0x94: memo[memo.Count] = Peek(); break;
                case 'h': stack.Add(Memo(Byte())); break;
                case 'j': stack.Add(Memo(Int32())); break;
                case 'c': stack.Add(new Global($"{Line()}.{Line()}")); break;
                case 0x93: stack.Add(StackGlobal()); break;
                case 'Q': stack.Add(Storage(Pop())); break;
                case 'R' or 0x81: stack.Add(Call(Popped(2))); break;
                case 'b': Pop(); break; // further state: hooks and the like, nothing of a tensor
                case 's': SetItems(Popped(2)); break;
                case 'u': SetItems(PopToMark()); break;
                case 'a': Append(Popped(1)); break;
                case 'e': Append(PopToMark()); break;
                default: throw Damaged();
            }
        }
    }

    private static object? Call(object?[] call)
    {
        var arguments = call[1] as object?[] ?? throw Damaged();
        return (call[0] as Global)?.Name switch
        {
            "collections.OrderedDict" => new Dictionary<object, object?>(),
            "torch._utils._rebuild_parameter" => arguments[0],
            "torch._utils._rebuild_tensor_v2" when arguments is [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..] && shape.Length == strides.Length =>
                new PickledTensor(storage, checked((int)offset), Numbers(shape), Numbers(strides)),
            var other => throw new InvalidDataException($"The file wants to run {other ?? "something"}, which is no part of weights. It is refused."),
        };
    }

    /// <summary>A storage is named by a tuple: "storage", the kind of numbers, the key, where it was, how many.</summary>
    private static PickledStorage Storage(object? id) => id is object?[] and ["storage", Global kind, string key, ..]
        ? new PickledStorage(kind.Name[(kind.Name.LastIndexOf('.') + 1)..], key)
        : throw Damaged();

    private static int[] Numbers(object?[] values) => [.. values.Select(v => v is long number ? checked((int)number) : throw Damaged())];

    private static long Long(byte[] bytes)
    {
        if (bytes.Length > sizeof(long)) throw Damaged();
        long value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        int unused = 64 - (8 * bytes.Length);
        return bytes.Length == 0 ? 0 : value << unused >> unused;
    }

    private Global StackGlobal() => Popped(2) is [string module, string name] ? new Global($"{module}.{name}") : throw Damaged();

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0 || Peek() is not Dictionary<object, object?> target) throw Damaged();
        for (int i = 0; i < items.Length; i += 2) target[items[i] ?? throw Damaged()] = items[i + 1];
    }

    private void Append(object?[] items) => (Peek() as List<object?> ?? throw Damaged()).AddRange(items);

    private object? Memo(int place) => memo.TryGetValue(place, out object? value) ? value : throw Damaged();

    private object? Peek() => stack.Count > 0 ? stack[^1] : throw Damaged();

    private object? Pop()
    {
        object? top = Peek();
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private object?[] Popped(int count)
    {
        if (stack.Count < count) throw Damaged();
        object?[] top = [.. stack.TakeLast(count)];
        stack.RemoveRange(stack.Count - count, count);
        return top;
    }

    private object?[] PopToMark()
    {
        int mark = stack.LastIndexOf(Mark);
        if (mark < 0) throw Damaged();
        object?[] top = Popped(stack.Count - mark - 1);
        stack.RemoveAt(mark);
        return top;
    }

    private int Byte() => stream.ReadByte() is >= 0 and var b ? b : throw Damaged();

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private byte[] Take(int count)
    {
        if (count is < 0 or > 1 << 24) throw Damaged();
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw Damaged();
    }

    private string Line()
    {
        var line = new StringBuilder();
        for (int b; (b = Byte()) != '\n';) line.Append((char)b);
        return line.ToString();
    }

    private static InvalidDataException Damaged() => new("The description of the weights is damaged, or holds something else than weights.");

    private sealed record Global(string Name);
}
