using DrumAI.Audio;
using DrumAI.Catalogue.Duplicates;
using DrumAI.Catalogue.Entities;

namespace DrumAI.Catalogue.Tests.Duplicates;

public sealed class DuplicateCandidatesTests : IDisposable
{
    private readonly TestCatalogue test = new();

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task FilesWithKinAreFoundByContentAndByFingerprint()
    {
        string thump = test.Sounds.Thump("a.wav"), copy = test.Sounds.Thump("copy/b.wav");
        test.Sounds.Hiss("alone.wav");
        string softer = test.Sounds.Write("softer.wav", TestSounds.ToWav(new Pcm([.. TestSounds.Thump().Select(s => s / 2)], 1, 44100)));
        await test.AddAsync(SampleStage.Measured);

        var found = DuplicateCandidates.Find(test.Catalogue, TestContext.Current.CancellationToken);

        Assert.Equal([thump, copy, softer], found.Paths);
        Assert.Equal((3, 0), (found.SoundCount, found.UnmeasuredCount));
    }

    [Fact]
    public async Task UnmeasuredSoundsAreCounted()
    {
        string a = test.Sounds.Thump("a.wav"), b = test.Sounds.Thump("b.wav");
        await test.AddAsync();

        var found = DuplicateCandidates.Find(test.Catalogue, TestContext.Current.CancellationToken);

        Assert.Equal([a, b], found.Paths);
        Assert.Equal(1, found.UnmeasuredCount);
    }
}
