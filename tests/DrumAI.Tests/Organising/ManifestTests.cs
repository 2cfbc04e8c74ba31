using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

public sealed class ManifestTests : IDisposable
{
    private readonly FileTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void NothingIsOverwritten()
    {
        tree.Write("m.jsonl", "precious");

        Assert.Throws<OrganiseException>(() => Create());
        Assert.Equal("precious", File.ReadAllText(tree.Of("m.jsonl")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json\n")]
    [InlineData("{}\n")]
    [InlineData("{\"event\":\"plan\",\"from\":\"a\",\"to\":\"b\"}\n")]
    [InlineData("{\"event\":\"opened\",\"version\":99,\"mode\":\"copy\",\"from\":\"a\",\"to\":\"b\"}\n")]
    [InlineData("{\"event\":\"opened\",\"version\":1,\"mode\":\"copy\",\"from\":\"a\",\"to\":\"b\"}\n{\"event\":\"done\",\"item\":0}\n")]
    [InlineData("{\"event\":\"opened\",\"version\":1,\"mode\":\"copy\",\"from\":\"a\",\"to\":\"b\"}\n{\"event\":\"plan\",\"from\":\"a\"}\n")]
    public void AnythingElseIsRefused(string content)
    {
        tree.Write("m.jsonl", content);

        Assert.Throws<OrganiseException>(() => Manifest.Open(tree.Of("m.jsonl")));
        Assert.Equal(content, File.ReadAllText(tree.Of("m.jsonl")));
    }

    [Fact]
    public void HalfALineAtTheEndIsNoMatter()
    {
        Create().Dispose();
        File.AppendAllText(tree.Of("m.jsonl"), "{\"event\":\"beg");
        using (var manifest = Manifest.Open(tree.Of("m.jsonl"))) manifest.Write(new ManifestLine(ManifestEvent.Begin) { Item = 0 });

        using var again = Manifest.Open(tree.Of("m.jsonl"));

        Assert.Equal(TransferState.Begun, Assert.Single(again.Items).State);
    }

    [Fact]
    public void PlanThatWasNotFinishedIsNotCarriedOut()
    {
        Create().Dispose();
        string[] lines = File.ReadAllLines(tree.Of("m.jsonl"));
        File.WriteAllLines(tree.Of("m.jsonl"), lines[..^1]);
        using var manifest = Manifest.Open(tree.Of("m.jsonl"));

        Assert.Throws<OrganiseException>(() => new Organiser().Run(manifest, null, TestContext.Current.CancellationToken));
        Assert.Empty(new OrganiseUndo().Run(manifest, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ManifestInUseIsNotOpened()
    {
        using var manifest = Create();

        Assert.Throws<OrganiseException>(() => Manifest.Open(tree.Of("m.jsonl")));
    }

    [Fact]
    public void MissingManifestIsSaidToBeMissing() =>
        Assert.Contains("There is no manifest", Assert.Throws<OrganiseException>(() => Manifest.Open(tree.Of("none"))).Message, StringComparison.Ordinal);

    private Manifest Create()
    {
        tree.Write("in/a.wav", "a");
        return Manifest.Create(
            tree.Of("m.jsonl"), tree.Of("in"), tree.Of("out"), TransferMode.Copy,
            [new PlannedTransfer(tree.Sound("a.wav", "Kick"), tree.Of("out/Kick/a.wav"), false)]);
    }
}
