using DrumAI.Lab.Audit;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Tests.Audit;

public sealed class AuditTests
{
    private const int Classes = 28;
    private static readonly DrumTaxonomy Taxonomy = DrumTaxonomy.Default;

    [Fact]
    public void RegressionTellsCloudsApart()
    {
        var (rows, labels, _) = Clouds(600, 4);
        int[] training = [.. Enumerable.Range(0, 400)];
        var model = SoftmaxRegression.Fit(rows, labels, training, Classes, seed: 1, cancellation: TestContext.Current.CancellationToken);
        int right = Enumerable.Range(400, 200).Count(i => Array.IndexOf(model.Predict(rows[i]), model.Predict(rows[i]).Max()) == labels[i]);
        Assert.InRange(right, 190, 200);
        Assert.Equal(1, model.Predict(rows[0]).Sum(), 1e-4);
    }

    [Fact]
    public void ConfidentJointCountsByEachClassOwnThreshold()
    {
        // Class 0 is easy (mean 0.9), class 1 hard (mean 0.4): 0.45 is enough for class 1, not for class 0.
        float[][] p = [[0.95f, 0.05f], [0.85f, 0.15f], [0.55f, 0.45f], [0.65f, 0.35f]];
        var confident = ConfidentLearning.Of(p, [0, 0, 1, 1]);
        Assert.Equal([0.9f, 0.4f], confident.Thresholds.Select(t => MathF.Round(t, 3)));
        Assert.Equal([0, -1, 1, -1], confident.Truth);
        Assert.Equal(0, confident.NoiseRate([0, 0, 1, 1]));
        Assert.Equal(0.5, confident.NoiseRate([1, 0, 1, 1]));
    }

    [Fact]
    public void OutOfFoldPredictionsKnowNothingOfTheirOwnFold()
    {
        // In fold 1 labels are turned round: whoever learnt from it would agree with it.
        var (rows, labels, _) = Clouds(400, 2);
        int[] folds = [.. Enumerable.Range(0, 400).Select(i => i % 2)];
        int[] turned = [.. labels.Select((l, i) => folds[i] == 1 ? 1 - l : l)];
        var predictions = OutOfFold.Predict(rows, turned, folds, Classes, 1, TestContext.Current.CancellationToken);
        int agree = Enumerable.Range(0, 400).Count(i => Array.IndexOf(predictions[i], predictions[i].Max()) == turned[i]);
        Assert.InRange(agree, 0, 20);
    }

    [Fact]
    public void InjectedErrorsAreAmongTheWorst()
    {
        var (rows, labels, folds) = Clouds(1000, 6);
        var (spoilt, wrong) = NoiseTrial.Inject(labels, 0.05, seed: 3);
        Assert.Equal(50, wrong.Count);
        Assert.All(Enumerable.Range(0, labels.Length), i => Assert.Equal(wrong.Contains(i), spoilt[i] != labels[i]));
        var audit = Audit(rows, spoilt, folds, new byte[]?[rows.Length]);
        Assert.InRange(NoiseTrial.Found(audit.Quality, wrong, 0.1), 0.9, 1);
        var worst = audit.Findings()[0];
        Assert.Contains("model", worst.Reasons.Select(r => r.Kind));
        Assert.Contains("neighbours", worst.Reasons.Select(r => r.Kind));
    }

    [Fact]
    public void NearDuplicateUnderAnotherLabelIsNamed()
    {
        var (rows, labels, folds) = Clouds(200, 2);
        var fingerprints = new byte[]?[200];
        int other = Array.FindIndex(labels, l => l != labels[0]);
        (fingerprints[0], fingerprints[other]) = (new byte[32], new byte[32]);
        fingerprints[other]![3] = 0x11;
        var finding = Audit(rows, labels, folds, fingerprints).Findings().Single(f => f.Path == "cloud/0");
        Assert.Contains($"cloud/{other}", finding.Reasons.Single(r => r.Kind == "duplicate").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyWhatEveryJudgeAndTheNeighboursAgreeOnIsDecidedByFigures()
    {
        var clear = Finding(0.95, 0.01, 1, 0);
        Assert.Equal((CorrectionAction.Relabel, "Tom"), ConfidentDecisions.Of([clear]).Select(d => (d.Action, d.Class)).Single());
        Assert.Empty(ConfidentDecisions.Of([Finding(0.8, 0.01, 1, 0), Finding(0.95, 0.1, 1, 0), Finding(0.95, 0.01, 0.7, 0), Finding(0.95, 0.01, 0.8, 0.2)]));
    }

    [Fact]
    public void CorrectionsSurviveTheirFileAndAreApplied()
    {
        string folder = Directory.CreateTempSubdirectory("corrections").FullName, file = Path.Combine(folder, "c.csv");
        LabelCorrection[] corrections =
        [
            new("a, b/kick.wav", "Kick", CorrectionAction.Relabel, "Snare", "Snare_Rim", 1, "says \"rim\", and sounds so"),
            new("c.wav", "Tom", CorrectionAction.Drop, "", "", 2, "a loop"),
            new("d.wav", "Tom", CorrectionAction.Keep, "", "", 2, ""),
        ];
        CorrectionsFile.Write(file, corrections);
        Assert.Equal(corrections, CorrectionsFile.Read(file, Taxonomy));
        File.WriteAllText(Path.Combine(folder, "labels.csv"), "path,class,subclass,subclass_basis\n\"a, b/kick.wav\",Kick,,\nc.wav,Tom,,\nd.wav,Tom,,\n");
        var set = LabelledSet.Load(folder, Taxonomy);
        var corrected = set.With(corrections, Taxonomy);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(["Snare", "Tom"], corrected.Sounds.Select(s => Taxonomy.Classes[s.Class].Name));
        Assert.Equal(Taxonomy.IndexOfSubclass("Snare_Rim"), corrected.Sounds[0].Subclass);
        Assert.NotEqual(set.Hash, corrected.Hash);
    }

    [Theory]
    [InlineData("a.wav,Kick,relabel,Bassoon,,1,x")]
    [InlineData("a.wav,Kick,relabel,Snare,Hat_Open,1,x")]
    [InlineData("a.wav,Kick,mend,Snare,,1,x")]
    [InlineData("a.wav,Kick,drop,,,1,x\na.wav,Kick,keep,,,1,x")]
    public void CorrectionsThatMeanNothingAreRefused(string lines)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, $"path,from,action,class,subclass,round,reason\n{lines}\n");
        Assert.Throws<InvalidDataException>(() => CorrectionsFile.Read(file, Taxonomy));
        File.Delete(file);
    }

    /// <summary>The pool's own corrections are on labels that it bears.</summary>
    [Fact]
    public void CorrectionsOfThePoolFitIt()
    {
        var set = LabelledSet.Load(DrumAI.Tests.SharedFolder.Require("drums"), Taxonomy);
        var corrections = CorrectionsFile.Read(Path.Combine(AppContext.BaseDirectory, "datasets", "corrections", "drums.csv"), Taxonomy);
        var labels = set.Sounds.ToDictionary(s => s.Path, s => Taxonomy.Classes[s.Class].Name);
        Assert.NotEmpty(corrections);
        Assert.All(corrections, c => Assert.Equal(c.From, labels[c.Path]));
        Assert.All(corrections, c => Assert.NotEqual("", c.Reason));
        Assert.Equal(corrections.Count(c => c.Action == CorrectionAction.Relabel), set.With(corrections, Taxonomy).Sounds.Zip(set.Sounds).Count(p => p.First.Class != p.Second.Class));
    }

    private static LabelAudit Audit(float[][] rows, int[] labels, int[] folds, byte[]?[] fingerprints)
    {
        var judge = new Judge("clouds", OutOfFold.Predict(rows, labels, folds, Classes, 1, TestContext.Current.CancellationToken));
        var embeddings = rows.Select(r => Array.ConvertAll(r, x => x / MathF.Sqrt(r.Sum(y => y * y)))).ToArray();
        return new LabelAudit([.. labels.Select((l, i) => new LabelledSound($"cloud/{i}", l, -1, "", $"{folds[i]}", folds[i]))], [judge], embeddings, fingerprints, Taxonomy, TestContext.Current.CancellationToken);
    }

    /// <summary>Points around as many centres as there are classes, in five folds.</summary>
    private static (float[][] Rows, int[] Labels, int[] Folds) Clouds(int count, int classes)
    {
        var random = new Random(5);
        var centres = Enumerable.Range(0, classes).Select(_ => Point(random)).ToArray();
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
        float[][] rows = [.. labels.Select(l => Point(random).Zip(centres[l], (noise, centre) => centre + 0.5f * noise).ToArray())];
        return (rows, labels, [.. Enumerable.Range(0, count).Select(i => i % 5)]);
    }

    private static float[] Point(Random random) => [.. Enumerable.Range(0, 16).Select(_ => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2)];

    private static AuditFinding Finding(double certain, double given, double neighbours, double own) => new(
        "a.wav", "a", "Kick", null, "Tom", 0.1, new Dictionary<string, double> { ["one"] = given, ["neighbours"] = own }, new Dictionary<string, double> { ["one"] = certain, ["neighbours"] = neighbours }, []);
}
