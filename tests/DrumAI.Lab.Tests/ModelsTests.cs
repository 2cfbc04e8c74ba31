namespace DrumAI.Lab.Tests;

public sealed class ModelsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("models-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ListSaysWhatWasNeverTried()
    {
        using var program = await LabProgram.RunAsync("models", "list");
        Assert.True(program.ExitCode == 0, program.Error);
        string vggish = program.Output.Split('\n').Single(line => line.Contains("│ vggish", StringComparison.Ordinal));
        Assert.Contains("never on the published file", vggish, StringComparison.Ordinal);
        Assert.Contains("Apache-2.0", vggish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatIsNotThePublishedOneIsRefused()
    {
        string file = Path.Combine(folder, "mn04.pt");
        await File.WriteAllTextAsync(file, "something else", TestContext.Current.CancellationToken);
        using var program = await LabProgram.RunAsync("models", "pull", "mn04", "--from", file, "--output", folder);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("is not the published file: its sha256", program.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "mn04.onnx")));
    }

    [Fact]
    public async Task FileWithoutAPublishedChecksumIsStillLookedAt()
    {
        string file = Path.Combine(folder, "vggish_model.ckpt");
        await File.WriteAllTextAsync(file, "something else", TestContext.Current.CancellationToken);
        using var program = await LabProgram.RunAsync("models", "pull", "vggish", "--from", file, "--output", folder);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("No checksum", program.Error, StringComparison.Ordinal);
        Assert.Contains("no file of PyTorch, Keras or TensorFlow", program.Error, StringComparison.Ordinal);
    }
}
