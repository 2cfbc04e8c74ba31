using DrumAI.Training.Weights;

namespace DrumAI.Training.Tests.Weights;

/// <summary>Weights come back from each format as they went in, and nothing damaged passes for weights.</summary>
public sealed class WeightFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("weights-").FullName;

    private static readonly Dictionary<string, WeightTensor> Some = MakeSome();

    public static TheoryData<string> Formats => ["pt", "h5", "ckpt", "index"];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void WeightsComeBackAsTheyWentIn(string format)
    {
        var read = WeightFile.Read(Write(format));
        Assert.Equal(Some.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in Some)
        {
            Assert.Equal(tensor.Shape, read[name].Shape);
            Assert.Equal(tensor.Values, read[name].Values);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void CutFileIsAnErrorAtEveryLength(string format)
    {
        string whole = Write(format);
        byte[] bytes = File.ReadAllBytes(whole);
        for (int length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 61))
        {
            File.WriteAllBytes(whole, bytes[..length]);
            Assert.Throws<InvalidDataException>(() => WeightFile.Read(whole));
        }
    }

    [Theory]
    [InlineData("ckpt")]
    [InlineData("index")]
    public void ChangedByteOfACheckpointIsNoticed(string format)
    {
        string whole = Write(format), changed = format == "index" ? whole[..^".index".Length] + ".data-00000-of-00001" : whole;
        byte[] bytes = File.ReadAllBytes(changed);
        bytes[bytes.Length / 3] ^= 4;
        File.WriteAllBytes(changed, bytes);
        Assert.Contains("checksum", Assert.Throws<InvalidDataException>(() => WeightFile.Read(whole)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PickleThatWantsToRunSomethingIsRefused()
    {
        string path = Path.Combine(folder, "evil.pt");
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        using (var stream = archive.CreateEntry("archive/data.pkl").Open())
            stream.Write([0x80, 2, .. "cposix\nsystem\nX\x04\0\0\0true"u8, 0x85, .. "R."u8]);
        var error = Assert.Throws<InvalidDataException>(() => WeightFile.Read(path));
        Assert.Contains("posix.system", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherFilesAreNoWeights()
    {
        string path = Path.Combine(folder, "notes.txt");
        File.WriteAllText(path, new string('x', 100));
        Assert.Contains("no file of PyTorch, Keras or TensorFlow", Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TransposingMovesEveryElementToItsPlace()
    {
        var tensor = new WeightTensor([2, 3, 4], [.. Enumerable.Range(0, 24).Select(i => (float)i)]);
        var turned = tensor.Transpose(2, 0, 1);
        Assert.Equal([4, 2, 3], turned.Shape);
        for (int a = 0; a < 2; a++)
            for (int b = 0; b < 3; b++)
                for (int c = 0; c < 4; c++)
                    Assert.Equal(tensor.Values[(a * 12) + (b * 4) + c], turned.Values[(c * 6) + (a * 3) + b]);
    }

    private static Dictionary<string, WeightTensor> MakeSome()
    {
        var random = new Random(3);
        var weights = new Dictionary<string, WeightTensor>();
        foreach (var (name, shape) in new (string, int[])[] { ("net/layer1/kernel", [3, 3, 1, 8]), ("net/layer1/bias", [8]), ("net/layer2/kernel", [8, 5]), ("net/layer2/bias", [5]), ("top", [300]) })
            weights[name] = new WeightTensor(shape, [.. Enumerable.Range(0, WeightTensor.CountOf(shape)).Select(_ => random.NextSingle() - 0.5f)]);
        return weights;
    }

    private string Write(string format)
    {
        string path = Path.Combine(folder, "weights." + format);
        switch (format)
        {
            case "pt": WeightWriter.PyTorch(path, Some); break;
            case "h5": WeightWriter.Keras(path, Some); break;
            case "ckpt": WeightWriter.CheckpointV1(path, Some); break;
            default: WeightWriter.CheckpointV2(path[..^".index".Length], Some); break;
        }

        return path;
    }
}
