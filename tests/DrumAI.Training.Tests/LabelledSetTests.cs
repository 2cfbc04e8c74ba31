using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests;

public sealed class LabelledSetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("labelled-set").FullName;

    public LabelledSetTests()
    {
        File.WriteAllText(Path.Combine(folder, "labels.csv"), "path,class,subclass,subclass_basis\n\"kit, old/kick.wav\",Kick,,\nkit/hat.wav,Hat,Hat_Open,explicit\n");
        File.WriteAllText(Path.Combine(folder, "folds.csv"), "path,group,fold\n\"kit, old/kick.wav\",old,0\nkit/hat.wav,kit,1\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TablesAreJoinedByPath()
    {
        var sounds = Load().Sounds;
        Assert.Equal(["kit, old/kick.wav", "kit/hat.wav"], sounds.Select(s => s.Path));
        Assert.Equal([("old", 0), ("kit", 1)], sounds.Select(s => (s.Group, s.Fold)));
        Assert.Equal([-1, DrumTaxonomy.Default.IndexOfSubclass("Hat_Open")], sounds.Select(s => s.Subclass));
    }

    [Fact]
    public void WithoutFoldsTheFirstFolderIsTheGroup()
    {
        File.Delete(Path.Combine(folder, "folds.csv"));
        Edit("labels.csv", "kit/hat.wav", "kit/closed/hat.wav");
        File.AppendAllText(Path.Combine(folder, "labels.csv"), "tom.wav,Tom,,\n");
        Assert.Equal([("kit, old", 0), ("kit", 0), ("", 0)], Load().Sounds.Select(s => (s.Group, s.Fold)));
    }

    [Fact]
    public void HashChangesWithALabel()
    {
        string before = Load().Hash;
        Edit("labels.csv", "Kick,", "Tom,");
        Assert.NotEqual(before, Load().Hash);
    }

    [Theory]
    [InlineData("labels.csv", "Kick,", "Kazoo,", "unknown class")]
    [InlineData("labels.csv", "Hat_Open", "Hat_Shut", "unknown class")]
    [InlineData("labels.csv", "subclass_basis", "basis", "needs the columns")]
    [InlineData("folds.csv", "kit/hat.wav", "kit/hut.wav", "has no line for")]
    [InlineData("folds.csv", "kit,1", "kit,one", "is no number")]
    [InlineData("folds.csv", "kit/hat.wav,kit", "\"kit, old/kick.wav\",kit", "two lines for")]
    public void DamagedTableIsNamed(string file, string old, string now, string complaint)
    {
        Edit(file, old, now);
        Assert.Contains(complaint, Assert.Throws<InvalidDataException>(Load).Message, StringComparison.Ordinal);
    }

    private LabelledSet Load() => LabelledSet.Load(folder, DrumTaxonomy.Default);

    private void Edit(string file, string old, string now)
    {
        string path = Path.Combine(folder, file), text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }
}
