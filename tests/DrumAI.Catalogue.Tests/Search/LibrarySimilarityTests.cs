using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Search;
using DrumAI.Features;
using DrumAI.Search;

namespace DrumAI.Catalogue.Tests.Search;

public sealed class LibrarySimilarityTests
{
    [Fact]
    public void SoundsOfTheModelAreLoadedWithTheirMeasures()
    {
        using var library = new SearchableLibrary();
        long near = Add("a.wav", [1, 0.1f], 0.5);
        long far = Add("b.wav", [0, 1], 0.1);
        Add("c.wav", [1, 0], 0.1, s => s.Model = "other-1");
        Add("d.wav", [1, 0, 0], 0.1);
        library.Add("e.wav");

        using var index = LibrarySimilarity.Load(library.Catalogue, SearchableLibrary.Model, 2, TestContext.Current.CancellationToken);

        Assert.Equal(2, index.Count);
        Assert.Equal(2, LibrarySimilarity.CountOthers(library.Catalogue, SearchableLibrary.Model));
        var query = new SimilarSound(new float[] { 1, 0 }, Enumerable.Repeat(float.NaN, 7).ToArray(), 0.1f, float.NaN);
        Assert.Equal([near, far], index.Nearest(query, new SimilarityWeights(), 5).Select(f => f.Id));
        Assert.Equal([far, near], index.Nearest(query, new SimilarityWeights(0, 0, 1, 0), 5).Select(f => f.Id));

        long Add(string name, float[] embedding, double attackSeconds, Action<DrumSample>? change = null) => library.Add(name, "Kick", change: s =>
        {
            s.AttackSeconds = attackSeconds;
            s.Prediction = new SamplePrediction { Embedding = Vectors.ToBytes(embedding), ClassProbabilities = [], SubclassProbabilities = [] };
            change?.Invoke(s);
        });
    }

    [Fact]
    public async Task FileIsMeasuredAsTheImportDoes()
    {
        using var test = new TestCatalogue();
        string path = test.Sounds.Hiss("a.wav");
        test.Sounds.Thump("b.wav");
        await test.AddAsync(SampleStage.Measured);
        using var index = LibrarySimilarity.Load(test.Catalogue, TestModel.Id, 128, TestContext.Current.CancellationToken);

        var found = index.Nearest(HeardSound.Of(path, test.Classifier), new SimilarityWeights(1, 1, 1, 1), 2);

        Assert.Equal(LibrarySimilarity.FindContent(test.Catalogue, path), found[0].Id);
        Assert.Equal(1, found[0].Score, 1e-4);
        Assert.InRange(found[1].Score, 0, 0.9);
    }
}
