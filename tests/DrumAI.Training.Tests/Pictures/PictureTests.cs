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
        Assert.SkipUnless(Canvas.CanWrite, "there is no font on this machine");
        var confusion = new ConfusionMatrix(2);
        confusion.Add(0, 1);
        confusion.Add(1, 1);
        ConfusionPicture.Draw(confusion, ["Kick", "Snare"], "test", path);
        using var picture = SKBitmap.Decode(path);
        // A corner of each cell, beside the number in it.
        var right = picture.GetPixel(190 + 38 + 3, 170 + 3);
        var empty = picture.GetPixel(190 + 3, 170 + 3);
        Assert.True(right.Red < 0x20 && empty.Red > 0xE0);
    }

    [Fact]
    public void LettersAreDrawn()
    {
        Assert.SkipUnless(Canvas.CanWrite, "there is no font on this machine");
        using (var canvas = new Canvas(100, 40))
        {
            canvas.Text("Kick", 10, 20, 20);
            canvas.Save(path);
        }

        using var picture = SKBitmap.Decode(path);
        Assert.InRange(picture.Pixels.Count(p => p.Red < 0x80), 50, 1000);
    }

    [Fact]
    public void CurvesAndReliabilityAreWritten()
    {
        Assert.SkipUnless(Canvas.CanWrite, "there is no font on this machine");
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
