using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Pictures;
using SkiaSharp;

namespace DrumAI.Training.Tests.Pictures;

public sealed class PictureTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void ConfusionsDarkenTheirCell()
    {
        var confusion = new ConfusionMatrix(2);
        confusion.Add(0, 1);
        confusion.Add(1, 1);
        ConfusionPicture.Draw(confusion, ["Kick", "Snare"], "test", path);
        using var picture = SKBitmap.Decode(path);
        // A corner of each cell, beside the number in it.
        var (left, top, _) = ConfusionPicture.Frame(["Kick (1)", "Snare (1)"], ["Kick", "Snare"]);
        var right = picture.GetPixel(left + 38 + 3, top + 3);
        var empty = picture.GetPixel(left + 3, top + 3);
        Assert.True(right.Red < 0x20 && empty.Red > 0xE0);
    }

    [Fact]
    public void NoNameIsCutOff()
    {
        var confusion = new ConfusionMatrix(28);
        for (int i = 0; i < 28; i++) confusion.Add(i, i);
        ConfusionPicture.Draw(confusion, [.. DrumTaxonomy.Default.Classes.Select(c => c.Name)], "Classes, by library", path);
        Assert.Equal(0, InkOnTheRim());
        CurvePicture.Draw([.. Enumerable.Range(1, 30).Select(i => new Curve($"library-{i}: training, a long name", [(0, i), (20, 2 * i)]))], "test", "epoch", "loss", path);
        Assert.Equal(0, InkOnTheRim());
    }

    private int InkOnTheRim()
    {
        using var picture = SKBitmap.Decode(path);
        int rim = 0;
        for (int x = 0; x < picture.Width; x++)
            for (int y = 0; y < picture.Height; y++)
                if ((x < 3 || y < 3 || x >= picture.Width - 3 || y >= picture.Height - 3) && picture.GetPixel(x, y) != SKColors.White) rim++;
        return rim;
    }

    [Fact]
    public void CurvesAndReliabilityAreWritten()
    {
        CurvePicture.Draw([new Curve("loss", [(1, 2), (2, double.NaN), (3, 1)]), new Curve("nothing", [])], "test", "epoch", "loss", path);
        Assert.NotNull(SKBitmap.Decode(path));
        LearningPicture.Draw([("fold 1", [new EpochLog(1, 2, double.NaN, 0, 1), new EpochLog(2, 1, double.NaN, 0, 1)])], path);
        Assert.NotNull(SKBitmap.Decode(path));
        ReliabilityPicture.Draw(Calibration.Reliability([0.7, 0.9], [true, false]), "test", path);
        Assert.NotNull(SKBitmap.Decode(path));
    }

    [Fact]
    public void TicksAreRoundNumbersWithinTheAxis()
    {
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1], new Axis(0, 1, 0, 100).Ticks(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([-20, 0, 20, 40], new Axis(-30, 55, 0, 100).Ticks(5));
        Assert.Equal(25, new Axis(0, 4, 0, 100).At(1));
        Assert.Equal(0.5f, Axis.Over([3, 3], 0, 1).At(3));
    }
}
