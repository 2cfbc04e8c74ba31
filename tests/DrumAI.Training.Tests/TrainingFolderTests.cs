using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Training.Tests;

public sealed class TrainingFolderTests : IDisposable
{
    private readonly TrainingFolder folder = new(Directory.CreateTempSubdirectory().FullName);

    public void Dispose() => Directory.Delete(folder.Path, recursive: true);

    [Fact]
    public void MembersOfAnEnsembleAreAveragedSoundBySound()
    {
        TrainingRun[] runs = [.. Enumerable.Range(1, 2).Select(m => new TrainingRun($"random-{m}", Protocol.Random, 0, m, [], [], []))];
        PredictionFile.Write(folder.PredictionsOf(runs[0]), [Row("a", 1), Row("b", 5)], DrumTaxonomy.Default);
        PredictionFile.Write(folder.PredictionsOf(runs[1]), [Row("a", 2), Row("b", 7)], DrumTaxonomy.Default);
        var pooled = folder.Pool(runs, DrumTaxonomy.Default);
        Assert.Equal([("a", 1.5f), ("b", 6f)], pooled.Select(r => (r.Path, r.ClassLogits[0])));
        Assert.Equal([-1.5f, -6f], pooled.Select(r => r.SubclassLogits[3]));
    }

    [Fact]
    public void ClaimedOptionsComeBackForTheSameDataAlone()
    {
        using SmallSet small = new(), other = new(perKit: 1);
        Assert.Contains("holds no training runs", Assert.Throws<InvalidDataException>(() => folder.Claimed(small.Set)).Message, StringComparison.Ordinal);
        var options = new TrainingOptions { Epochs = 7, Dropout = 0.25 };
        folder.Claim(options, small.Set);
        Assert.Equal(options, folder.Claimed(small.Set));
        Assert.Contains("other data", Assert.Throws<InvalidDataException>(() => folder.Claimed(other.Set)).Message, StringComparison.Ordinal);
    }

    private static PredictionRow Row(string path, float logit)
    {
        var classes = new float[28];
        var subclasses = new float[16];
        (classes[0], subclasses[3]) = (logit, -logit);
        return new PredictionRow(path, 0, "kit", 0, -1, "", classes, subclasses);
    }
}
