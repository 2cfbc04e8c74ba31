using DrumAI.Classification;

namespace DrumAI.Tests.Classification;

public sealed class ModelLoadingTests
{
    [Fact]
    public void CardReadsBackAsItWasWritten()
    {
        using var model = new TestModel(changeCard: c => c with
        {
            DataHash = "00ff",
            Training = new() { ["epochs"] = 3 },
        });

        var card = ModelCard.Read(model.Path);

        Assert.Equal("test-1", card.Id);
        Assert.Equal(128, card.EmbeddingSize);
        Assert.Equal("00ff", card.DataHash);
        Assert.Equal(3, card.Training!["epochs"]!.GetValue<int>());
        Assert.Equal(0.5, card.Metrics!["byLibrary"]!["macroF1"]!.GetValue<double>());
        Assert.Equal([ModelCard.NetworkFileName], card.Files.Keys);
    }

    [Fact]
    public void FolderWithoutModelIsNamed()
    {
        using var model = new TestModel();
        File.Delete(Path.Combine(model.Path, ModelCard.FileName));

        Assert.Contains(model.Path, ErrorOf(model), StringComparison.Ordinal);
        Assert.Contains("nowhere", Assert.Throws<ModelException>(() => DrumClassifier.Load("nowhere")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"name\":\"x\"}")]
    [InlineData("{\"name\":null,\"version\":\"1\",\"frontEnd\":\"1\",\"taxonomy\":\"1\",\"inputShape\":[],\"embeddingSize\":1,\"files\":{}}")]
    public void CardThatIsNoCardIsRefused(string text)
    {
        using var model = new TestModel();
        File.WriteAllText(Path.Combine(model.Path, ModelCard.FileName), text);

        Assert.Contains(ModelCard.FileName, ErrorOf(model), StringComparison.Ordinal);
    }

    [Fact]
    public void CardOfAnotherFrontEndTaxonomyOrShapeIsRefused()
    {
        using var frontEnd = new TestModel(changeCard: c => c with { FrontEnd = "other" });
        using var taxonomy = new TestModel(changeCard: c => c with { Taxonomy = "other" });
        using var shape = new TestModel(changeCard: c => c with { InputShape = [1, 2, 3] });

        Assert.Contains("front end other", ErrorOf(frontEnd), StringComparison.Ordinal);
        Assert.Contains("taxonomy other", ErrorOf(taxonomy), StringComparison.Ordinal);
        Assert.Contains("[1, 2, 3]", ErrorOf(shape), StringComparison.Ordinal);
    }

    [Fact]
    public void NetworkThatIsNotTheCardsIsRefused()
    {
        using var model = new TestModel();
        File.AppendAllText(Path.Combine(model.Path, ModelCard.NetworkFileName), "x");
        using var unlisted = new TestModel(changeCard: c => c with { Files = new Dictionary<string, string>() });

        Assert.Contains("SHA-256", ErrorOf(model), StringComparison.Ordinal);
        Assert.Contains("does not list", ErrorOf(unlisted), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNoNetworkIsRefused()
    {
        using var model = new TestModel();
        string network = Path.Combine(model.Path, ModelCard.NetworkFileName);
        File.WriteAllText(network, "this is no network");
        (ModelCard.Read(model.Path) with { Files = new Dictionary<string, string> { [ModelCard.NetworkFileName] = ModelCard.HashOf(network) } }).Write(model.Path);

        Assert.Contains("cannot be loaded", ErrorOf(model), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingAndUnexpectedOutputsAreListed()
    {
        using var model = new TestModel(classOutput: "probs");

        string error = ErrorOf(model);

        Assert.Contains("output class_probabilities is missing", error, StringComparison.Ordinal);
        Assert.Contains("output probs is unexpected", error, StringComparison.Ordinal);
    }

    [Fact]
    public void MisshapenOutputsAreListedWithBothShapes()
    {
        using var model = new TestModel(classCount: 30, changeCard: c => c with { EmbeddingSize = 64 });

        string error = ErrorOf(model);

        Assert.Contains("class_probabilities has shape [-1, 30], not [N, 28]", error, StringComparison.Ordinal);
        Assert.Contains("embedding has shape [-1, 128], not [N, 64]", error, StringComparison.Ordinal);
    }

    private static string ErrorOf(TestModel model) => Assert.Throws<ModelException>(() => DrumClassifier.Load(model.Path)).Message;
}
