namespace DrumAI.Training.Tests;

public sealed class TrainingLogTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(path);

    [Fact]
    public void EpochsAreReadBackAndThoseDoneTwiceCountOnce()
    {
        TrainingLog.Append(path, new EpochLog(1, 2.5, double.NaN, 1e-3, 60));
        TrainingLog.Append(path, new EpochLog(2, 2, 1.5, 5e-6, 61.5));
        TrainingLog.Append(path, new EpochLog(2, 1.75, 1.25, 5e-6, 62));
        Assert.Equal([new EpochLog(1, 2.5, double.NaN, 1e-3, 60), new EpochLog(2, 1.75, 1.25, 5e-6, 62)], TrainingLog.Read(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    [InlineData("epoch,training_loss,validation_loss,learning_rate,seconds\n1,2,3\n")]
    [InlineData("epoch,training_loss,validation_loss,learning_rate,seconds\n1,2,3,x,5\n")]
    public void OtherFilesAreRefused(string text)
    {
        File.WriteAllText(path, text);
        Assert.Throws<InvalidDataException>(() => TrainingLog.Read(path));
    }
}
