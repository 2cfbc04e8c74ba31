using System.Runtime.InteropServices;
using System.Text.Json;

namespace DrumAI.Tests;

/// <summary>One sound of the shared golden data: its arrays and the values of the original libraries.</summary>
public sealed class GoldenCase
{
    private readonly byte[] bytes;
    private readonly JsonElement root;

    private GoldenCase(string id)
    {
        Id = id;
        WavPath = SharedFolder.Require("golden", id + ".wav");
        bytes = File.ReadAllBytes(SharedFolder.Require("golden", id + ".bin"));
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("golden", id + ".json")));
        root = document.RootElement.Clone();
    }

    /// <summary>The cases' names; one empty name where the golden data is absent, so that the test can say that it is skipped.</summary>
    public static TheoryData<string> Ids
    {
        get
        {
            string folder = Path.Combine(SharedFolder.Root ?? "", "golden");
            if (SharedFolder.Root is null || !Directory.Exists(folder)) return [""];
            return [.. Directory.EnumerateFiles(folder, "*.wav").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
        }
    }

    public string Id { get; }

    public string WavPath { get; }

    /// <summary>All that the case's JSON file says.</summary>
    public JsonElement Json => root;

    /// <summary>Reads a case; the running test is skipped where the golden data is absent.</summary>
    public static GoldenCase Read(string id)
    {
        Assert.SkipWhen(id.Length == 0, "There is no golden data: no folder `shared` beside the repository.");
        return new GoldenCase(id);
    }

    public bool Has(string array) => root.GetProperty("arrays").TryGetProperty(array, out _);

    public float[] Floats(string array)
    {
        var (type, data) = Array(array);
        Assert.Equal("f4", type);
        return MemoryMarshal.Cast<byte, float>(data).ToArray();
    }

    /// <summary>An array of either type, as doubles, in C order.</summary>
    public double[] Doubles(string array)
    {
        var (type, data) = Array(array);
        return type == "f8" ? MemoryMarshal.Cast<byte, double>(data).ToArray() : [.. MemoryMarshal.Cast<byte, float>(data).ToArray().Select(v => (double)v)];
    }

    private (string Type, byte[] Data) Array(string name)
    {
        var entry = root.GetProperty("arrays").GetProperty(name);
        string type = entry.GetProperty("dtype").GetString()!;
        int count = entry.GetProperty("shape").EnumerateArray().Aggregate(1, (product, axis) => product * axis.GetInt32());
        int offset = entry.GetProperty("offset").GetInt32();
        return (type, bytes.AsSpan(offset, count * (type == "f8" ? 8 : 4)).ToArray());
    }
}
