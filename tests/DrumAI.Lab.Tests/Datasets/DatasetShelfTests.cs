using DrumAI.Lab.Datasets;
using DrumAI.Lab.Labelling;
using DrumAI.Taxonomy;

namespace DrumAI.Lab.Tests.Datasets;

public sealed class DatasetShelfTests
{
    private static readonly DatasetShelf Shelf = DatasetShelf.Shipped();

    [Fact]
    public void EveryShippedDefinitionCanBeUsed()
    {
        Assert.True(Shelf.All.Count() >= 11);
        Assert.All(Shelf.All, d => _ = new Labeller(d, Shelf, DrumTaxonomy.Default));
        Assert.All(Shelf.All.SelectMany(d => d.Origins).Where(o => o.Debian is not null), o => Assert.Equal(64, o.Sha256?.Length));
    }

    [Theory]
    [InlineData("wavegan-drums")]
    [InlineData("musicradar-essential-drum-kit")]
    [InlineData("vcsl")]
    [InlineData("200-drum-machines")]
    public void SetsThatWereNotAtHandSaySo(string name) => Assert.False(Shelf.Find(name).Tested);

    [Theory]
    [InlineData("hydrogen-drumkits", "hydrogen-drumkits")]
    [InlineData("sf2-timgm6mb", "general-midi")]
    [InlineData("musicradar-1000-drum-samples", "musicradar-1000")]
    [InlineData("My Samples", "general")]
    public void FolderIsKnownByItsName(string folder, string definition) => Assert.Equal(definition, Shelf.OfFolder(folder).Name);

    [Fact]
    public void UnknownSetIsRefusedWithTheKnownOnes() =>
        Assert.Contains("hydrogen-drumkits", Assert.Throws<InvalidDataException>(() => Shelf.Find("no-such-set")).Message, StringComparison.Ordinal);
}
