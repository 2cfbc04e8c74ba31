using DrumAI.Training.Evaluation;
using static DrumAI.Training.Tests.Evaluation.Rows;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class PredictionFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void RowsAreReadBack()
    {
        var rows = Many();
        PredictionFile.Write(path, rows, Drums);
        var read = PredictionFile.Read(path, Drums);
        Assert.Equal(rows.Length, read.Count);
        foreach (var (written, back) in rows.Zip(read))
        {
            Assert.Equal((written.Path, written.Fold, written.Group, written.Class, written.Subclass, written.SubclassBasis), (back.Path, back.Fold, back.Group, back.Class, back.Subclass, back.SubclassBasis));
            Assert.All(written.ClassLogits.Zip(back.ClassLogits), p => Assert.Equal(p.First, p.Second, 1e-4));
            Assert.All(written.SubclassLogits.Zip(back.SubclassLogits), p => Assert.Equal(p.First, p.Second, 1e-4));
        }
    }

    [Theory]
    [InlineData("\"class\":\"Kick\"", "\"class\":\"Kazoo\"")]
    [InlineData("\"logits\":[", "\"logits\":[1,")]
    [InlineData("{\"path\"", "\"path\"")]
    [InlineData("\"subclass\":null", "\"subclass\":\"Hat_Open\"")]
    [InlineData("\"classes\":[\"Kick\",\"Snare\"", "\"classes\":[\"Snare\",\"Kick\"")]
    public void DamagedFilesAreRefused(string sound, string damaged)
    {
        PredictionFile.Write(path, [Row("Kick", "Kick")], Drums);
        string text = File.ReadAllText(path);
        Assert.Contains(sound, text);
        File.WriteAllText(path, text.Replace(sound, damaged));
        Assert.Throws<InvalidDataException>(() => PredictionFile.Read(path, Drums));
    }

    [Fact]
    public void EmptyFilesAreRefused() => Assert.Throws<InvalidDataException>(() => PredictionFile.Read(path, Drums));
}
