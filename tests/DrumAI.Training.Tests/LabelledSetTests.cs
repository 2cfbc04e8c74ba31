namespace DrumAI.Training.Tests;

public sealed class LabelledSetTests : IDisposable
{
    private readonly TinySet data = new(soundsPerClass: 2);

    public void Dispose() => data.Dispose();

    [Fact]
    public void HashChangesWithALabel()
    {
        string before = data.Load().Hash;
        Edit("labels.csv", "Kick,", "Tom,");
        Assert.NotEqual(before, data.Load().Hash);
    }

    [Theory]
    [InlineData("labels.csv", "Kick,", "Kazoo,", "unknown class")]
    [InlineData("labels.csv", "Hat_Open", "Hat_Shut", "unknown class")]
    [InlineData("labels.csv", "subclass_basis", "basis", "needs the columns")]
    [InlineData("folds.csv", "library 0/kick0.wav", "library 0/kick9.wav", "has no line for")]
    public void DamagedTableIsNamed(string file, string old, string now, string complaint)
    {
        Edit(file, old, now);
        Assert.Contains(complaint, Assert.Throws<InvalidDataException>(data.Load).Message, StringComparison.Ordinal);
    }

    private void Edit(string file, string old, string now)
    {
        string path = Path.Combine(data.Folder, file), text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }
}
