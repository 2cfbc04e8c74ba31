namespace DrumAI.Training.Tests;

public sealed class PartnersTests : IDisposable
{
    private const int Seed = 1;

    private readonly SmallSet small = new(perKit: 6);

    public void Dispose() => small.Dispose();

    [Fact]
    public void NoSoundIsMixedWithOneOfAnotherFold()
    {
        foreach (var (sound, partner) in Pairs()) Assert.Equal(small.Set.Sounds[sound].Fold, small.Set.Sounds[partner].Fold);
    }

    [Fact]
    public void NoTrainingSoundOfTheRandomSplitIsMixedWithATestSound()
    {
        var test = TrainingRun.RandomTest(small.Set, Seed).ToHashSet();
        Assert.NotEmpty(test);
        foreach (var (sound, partner) in Pairs()) Assert.Equal(test.Contains(sound), test.Contains(partner));
    }

    [Fact]
    public void LayersAreOfOneKind()
    {
        var kin = new Partners(small.Set, Seed).OfSameKind();
        for (int i = 0; i < kin.Length; i++)
        {
            Assert.Contains(i, kin[i]);
            Assert.All(kin[i], partner => Assert.Equal((small.Set.Sounds[i].Class, small.Set.Sounds[i].Subclass), (small.Set.Sounds[partner].Class, small.Set.Sounds[partner].Subclass)));
        }
    }

    private IEnumerable<(int Sound, int Partner)> Pairs()
    {
        var partners = new Partners(small.Set, Seed);
        return new[] { partners.OfSameKind(), partners.OfAnyKind() }.SelectMany(lists => lists.SelectMany((list, sound) => list.Select(partner => (sound, partner))));
    }
}
