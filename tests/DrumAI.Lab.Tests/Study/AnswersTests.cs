using DrumAI.Lab.Study;

namespace DrumAI.Lab.Tests.Study;

public sealed class AnswersTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("answers").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AnswersComeBackAsTheyWereWritten()
    {
        string path = Path.Combine(folder, "a");
        var answers = new Answers([[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10]], 11, 12.5) { Seconds = 13.5 };
        answers.Write(path);
        var read = Answers.Read(path);
        Assert.Equal(answers.Classes, read.Classes);
        Assert.Equal(answers.Subclasses, read.Subclasses);
        Assert.Equal((11, 12.5, 13.5), (read.Bytes, read.Microseconds, read.Seconds));

        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => Answers.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "something else");
        Assert.Contains("holds no answers", Assert.Throws<InvalidDataException>(() => Answers.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswersAreMadeOnceForEachDefinitionSetAndSeed()
    {
        int made = 0;
        var kept = new AnswerFolder(folder, "data", Seed: 1);
        await Ask(kept, "d", "run");
        await Ask(kept, "d", "run");
        Assert.Equal(1, made);
        await Ask(kept, "other", "run");
        await Ask(kept, "d", "other");
        await Ask(kept with { DataHash = "other" }, "d", "run");
        await Ask(kept with { Seed = 2 }, "d", "run");
        Assert.Equal(5, made);

        Task<Answers> Ask(AnswerFolder from, string definition, string part) => from.FindAsync(definition, "recipe", part, () =>
        {
            made++;
            return Task.FromResult(new Answers([[1]], [[1]], 0, 0));
        });
    }

    /// <summary>The mean of log probabilities: what one member rules out, the other cannot bring back.</summary>
    [Fact]
    public void MeanIsOfLogProbabilities()
    {
        var mean = Answers.Mean([(new Answers([[0, 0]], [[0, 0]], 1, 2), 0.5), (new Answers([[5, 1]], [[3, 3]], 10, 20), 0.5)], [0, 0]);
        double first = Math.Log(0.5), second = -Math.Log(1 + Math.Exp(-4));
        Assert.Equal(0.5 * (first + second), mean.Classes[0][0], 1e-6);
        Assert.Equal(0.5 * (first + second - 4), mean.Classes[0][1], 1e-6);
        Assert.Equal(Math.Log(0.5), mean.Subclasses[0][0], 1e-6);
        Assert.Equal((11, 22), (mean.Bytes, mean.Microseconds));
    }

    [Fact]
    public void RowsAreStandardisedOverTrainingSoundsAlone()
    {
        float[][] values = [[0, 1, 5], [2, float.NaN, 5], [100, 3, 6]];
        var rows = new StandardRows(FeatureSource.Of(values), [0, 1]);
        Assert.Equal([[-1, 0, 0], [1, 0, 0], [5, 0, 0]], rows.Read([0, 1, 2], 0));
    }

    [Fact]
    public void SourcesStandSideBySideAndOneWithoutVariantsStaysAsItIs()
    {
        var varied = new FeatureSource(1, 3, (sound, variant, into) => into[0] = (10 * sound) + variant);
        var beside = FeatureSource.Beside([FeatureSource.Of([[7, 8]]), varied]);
        var row = new float[3];
        beside.Read(0, 2, row);
        Assert.Equal([7, 8, 2], row);
        Assert.Equal((3, 3), (beside.Length, beside.Variants));
    }
}
