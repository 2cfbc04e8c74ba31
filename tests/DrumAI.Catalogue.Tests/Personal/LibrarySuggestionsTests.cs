using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Personal;

namespace DrumAI.Catalogue.Tests.Personal;

public sealed class LibrarySuggestionsTests : IAsyncLifetime
{
    private readonly TestCatalogue test = new();

    private LibraryEdits Edits => new(test.Catalogue);

    private string Model => test.Classifier.Card.Id;

    public async ValueTask InitializeAsync()
    {
        for (int i = 0; i < 4; i++) test.Sounds.Thump($"kick{i}.wav", 0.3 + (0.01 * i));
        for (int i = 0; i < 4; i++) test.Sounds.Hiss($"hat{i}.wav", 0.2 + (0.01 * i));
        await test.AddAsync();
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void LabelCarriesOverToItsLikeAndToNothingElse()
    {
        var own = new OwnClasses(test.Catalogue);
        own.Add("Thump", "#ff0000");
        Edits.SetLabel([Id("kick0.wav")], own.Parse("Thump"));

        var suggestions = LibrarySuggestions.Find(test.Catalogue, Model, TestContext.Current.CancellationToken);

        Assert.Equal(new[] { "kick1.wav", "kick2.wav", "kick3.wav" }.Select(Id).Order(), suggestions.Select(s => s.Id).Order());
        Assert.All(suggestions, s => Assert.Equal("Thump", s.Class));
        Assert.Equal("Kick", test.SampleOf("kick1.wav").Class);
    }

    [Fact]
    public void AcceptedSuggestionsAreNotSuggestedAgain()
    {
        Edits.SetLabel([Id("hat0.wav")], DrumLabel.Parse("Shaken"));
        var suggestions = LibrarySuggestions.Find(test.Catalogue, Model, TestContext.Current.CancellationToken);
        Assert.NotEmpty(suggestions);

        Edits.SetLabel([.. suggestions.Select(s => s.Id)], DrumLabel.Parse("Shaken"));

        Assert.Empty(LibrarySuggestions.Find(test.Catalogue, Model, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void NothingIsSuggestedBeforeAnythingWasSaidOrByAnotherModel()
    {
        Assert.Empty(LibrarySuggestions.Find(test.Catalogue, Model, TestContext.Current.CancellationToken));
        Edits.SetLabel([Id("hat0.wav")], DrumLabel.Parse("Shaken"));
        Assert.Empty(LibrarySuggestions.Find(test.Catalogue, "another-1", TestContext.Current.CancellationToken));
    }

    private long Id(string name) => test.SampleOf(name).Id;
}
