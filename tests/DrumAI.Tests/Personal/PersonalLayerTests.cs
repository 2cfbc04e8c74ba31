using DrumAI.Personal;
using DrumAI.Taxonomy;

namespace DrumAI.Tests.Personal;

public sealed class PersonalLayerTests
{
    private static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;

    [Fact]
    public void CorrectionCarriesOverToSoundsLikeIt()
    {
        var sounds = Crowd("Tom", 0.6f, angle: 0.0, count: 5, spread: 0.02);
        var suggestions = Suggest([Taught("Conga", angle: 0.01)], sounds);
        Assert.Equal(sounds.Select(s => s.Id), suggestions.Select(s => s.Id).Order());
        Assert.All(suggestions, s => Assert.Equal("Conga", s.Class));
        Assert.All(suggestions, s => Assert.InRange(s.Certainty, 0.3, 1));
    }

    [Fact]
    public void SoundsUnlikeItStayWhatTheyAre() => Assert.Empty(Suggest([Taught("Conga", angle: 1.2)], Crowd("Tom", 0.4f, angle: 0, count: 5, spread: 0.02)));

    [Fact]
    public void SurestSuggestionComesFirst()
    {
        var suggestions = Suggest([Taught("Conga", angle: 0)], Crowd("Tom", 0.5f, angle: 0, count: 8, spread: 0.06));
        Assert.True(suggestions.Count > 3);
        Assert.Equal(suggestions.OrderByDescending(s => s.Certainty), suggestions);
        Assert.True(suggestions[0].Certainty > suggestions[^1].Certainty);
    }

    [Fact]
    public void CrowdThatTheModelIsSureOfHoldsOut()
    {
        // The same distance to the taught sound; but one has none about it, the other many of which the model is sure.
        var alone = Sound(1, "Tom", 0.8f, 0.25);
        HeardSound[] crowd = [Sound(2, "Tom", 0.8f, -0.25), .. Crowd("Tom", 0.99f, angle: -0.25, count: 20, spread: -0.005, firstId: 10)];
        var suggestions = Suggest([Taught("Conga", angle: 0)], [alone, .. crowd]);
        Assert.Equal(1, Assert.Single(suggestions).Id);
    }

    [Fact]
    public void OwnClassLivesOfItsExamplesAlone()
    {
        var suggestions = Suggest([Taught("Foley", angle: 0), Taught("Foley", angle: 0.05)], [Sound(1, "Shaken", 0.9f, 0.02), Sound(2, "Shaken", 0.9f, 0.9)]);
        Assert.Equal(("Foley", null, 1L), suggestions.Select(s => (s.Class, s.Subclass, s.Id)).Single());
    }

    [Fact]
    public void SubclassIsCorrectedWithinItsClass()
    {
        var suggestions = Suggest([Taught("Hat", angle: 0, subclass: "Hat_Open")], [Sound(1, "Hat", 0.9f, 0.02, subclass: "Hat_Close")]);
        Assert.Equal(("Hat", "Hat_Open"), suggestions.Select(s => (s.Class, s.Subclass)).Single());
    }

    [Fact]
    public void ConfirmationHoldsBackACorrectionNextToIt()
    {
        HeardSound[] sounds = [Sound(1, "Tom", 0.6f, 0.1)];
        Assert.Single(Suggest([Taught("Conga", angle: 0)], sounds));
        Assert.Empty(Suggest([Taught("Conga", angle: 0), Taught("Tom", angle: 0.1)], sounds));
    }

    [Fact]
    public void NothingTaughtChangesNothing() => Assert.Empty(Suggest([], Crowd("Tom", 0.3f, angle: 0, count: 3, spread: 0.1)));

    [Fact]
    public void SearchStopsWhenToldTo() => Assert.Throws<OperationCanceledException>(() =>
        new PersonalLayer([Taught("Conga", 0)], Drums).Suggest(Crowd("Tom", 0.5f, 0, 3, 0.1), new CancellationToken(canceled: true)));

    private static IReadOnlyList<Suggestion> Suggest(TaughtSound[] taught, IReadOnlyList<HeardSound> sounds) =>
        new PersonalLayer(taught, Drums).Suggest(sounds, TestContext.Current.CancellationToken);

    private static TaughtSound Taught(string name, double angle, string? subclass = null) => new(At(angle), name, subclass);

    private static HeardSound[] Crowd(string name, float probability, double angle, int count, double spread, long firstId = 1) =>
        [.. Enumerable.Range(0, count).Select(i => Sound(firstId + i, name, probability, angle + (spread * (i + 1))))];

    private static HeardSound Sound(long id, string name, float probability, double angle, string? subclass = null)
    {
        var classes = new float[Drums.Classes.Count];
        Array.Fill(classes, (1 - probability) / (classes.Length - 1));
        classes[Drums.IndexOfClass(name)] = probability;
        var subclasses = new float[Drums.Subclasses.Count];
        if (subclass is not null) subclasses[Drums.IndexOfSubclass(subclass)] = probability;
        return new HeardSound(id, At(angle), classes, subclasses);
    }

    /// <summary>A direction in a plane: the cosine of two is that of the angle between them.</summary>
    private static float[] At(double angle) => [(float)Math.Cos(angle), (float)Math.Sin(angle)];
}
