using DrumAI.Taxonomy;
using DrumAI.Training.Heads;

namespace DrumAI.Training.Tests.Heads;

[Collection(TorchRandomness.Collection)]
public sealed class FeatureHeadTests
{
    private static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;
    private static readonly HeadOptions Quick = new() { HiddenLength = 32, Epochs = 20, BatchSize = 32, Dropout = 0.1, LearningRate = 1e-2 };
    private static readonly (string Class, string? Subclass)[] Kinds = [("Kick", null), ("Hat", "Hat_Open"), ("Hat", "Hat_Close"), ("Gong", null)];

    [Fact]
    public void ClassesAndSubclassesAreTold()
    {
        var (rows, labels, sublabels, kinds) = Rows(400, seed: 1);
        using var head = Train(HeadRows.Of(rows, labels, sublabels, Drums), Quick);
        var (others, truth, subtruth, _) = Rows(200, seed: 2);
        var told = head.Predict(others);
        Assert.True(told.Zip(truth, (t, c) => Array.IndexOf(t.Classes, t.Classes.Max()) == c).Count(right => right) > 190);
        int open = Drums.IndexOfSubclass("Hat_Open"), closed = Drums.IndexOfSubclass("Hat_Close");
        var hats = Enumerable.Range(0, others.Length).Where(i => subtruth[i] >= 0).ToArray();
        Assert.True(hats.Count(i => told[i].Subclasses[open] > told[i].Subclasses[closed] == (subtruth[i] == open)) > 0.95 * hats.Length);
        Assert.Contains(3, kinds);
    }

    [Fact]
    public void HeadOfClassesAloneLearnsNothingOfSubclasses()
    {
        var (rows, labels, sublabels, _) = Rows(200, seed: 1);
        using var flat = Train(HeadRows.Of(rows, labels, sublabels, Drums), Quick with { SubclassWeight = 0 });
        using var untaught = Train(HeadRows.Of(rows, labels, [.. sublabels.Select(_ => -1)], Drums), Quick with { SubclassWeight = 0 });
        Assert.Equal(untaught.Predict(rows)[0].Subclasses, flat.Predict(rows)[0].Subclasses);
    }

    [Fact]
    public void SameSeedGivesTheSameHead()
    {
        var (rows, labels, sublabels, _) = Rows(100, seed: 1);
        using var first = Train(HeadRows.Of(rows, labels, sublabels, Drums), Quick);
        using var second = Train(HeadRows.Of(rows, labels, sublabels, Drums), Quick);
        Assert.Equal(first.Predict(rows)[7].Classes, second.Predict(rows)[7].Classes);
    }

    /// <summary>Each of the ways to learn tells unseen rows, and by other weights than the plain way: so it does something, and nothing that breaks the head.</summary>
    [Theory]
    [InlineData("mixup")]
    [InlineData("prior")]
    [InlineData("robust")]
    [InlineData("contrastive")]
    [InlineData("prototypes")]
    [InlineData("unsmoothed")]
    public void EachWayToLearnTellsTheClasses(string way)
    {
        var options = way switch
        {
            "mixup" => Quick with { MixupAlpha = 0.4 },
            "prior" => Quick with { ClassPower = 0, PriorWeight = 1 },
            "robust" => Quick with { RobustOrder = 0.5, LabelSmoothing = 0 },
            "contrastive" => Quick with { ContrastiveWeight = 0.5 },
            "prototypes" => Quick with { Prototypes = true },
            _ => Quick with { LabelSmoothing = 0 },
        };
        var (rows, labels, sublabels, _) = Rows(400, seed: 1);
        var (others, truth, _, _) = Rows(200, seed: 2);
        using var plain = Train(HeadRows.Of(rows, labels, sublabels, Drums), Quick);
        using var head = Train(HeadRows.Of(rows, labels, sublabels, Drums), options);
        var told = head.Predict(others);
        Assert.True(told.Zip(truth, (t, c) => Array.IndexOf(t.Classes, t.Classes.Max()) == c).Count(right => right) > 190);
        Assert.NotEqual(plain.Predict(others)[0].Classes, told[0].Classes);
    }

    /// <summary>A third of the kicks are called gongs: the generalised cross-entropy believes the label less where the sound speaks against it.</summary>
    [Fact]
    public void RobustLossBelievesWrongLabelsLess()
    {
        var (rows, labels, sublabels, kinds) = Rows(600, seed: 1);
        int gong = Drums.IndexOfClass("Gong"), kick = Drums.IndexOfClass("Kick");
        int[] noisy = [.. labels.Select((c, i) => kinds[i] == 0 && i % 3 == 0 ? gong : c)];
        Assert.True(Believed(Quick with { LabelSmoothing = 0, RobustOrder = 0.8 }) < 0.7 * Believed(Quick with { LabelSmoothing = 0 }));

        double Believed(HeadOptions options)
        {
            using var head = Train(HeadRows.Of(rows, noisy, sublabels, Drums), options);
            return head.Predict([.. rows.Where((_, i) => kinds[i] == 0)]).Average(t => 1 / (1 + Math.Exp(t.Classes[kick] - t.Classes[gong])));
        }
    }

    /// <summary>Nine kicks for a gong, and sounds between the two: with the prior in the loss, the logits alone favour no class by its size.</summary>
    [Fact]
    public void PriorInTheLossTakesSizesOutOfTheLogits()
    {
        var random = new Random(1);
        int[] labels = [.. Enumerable.Range(0, 600).Select(i => Drums.IndexOfClass(i % 10 == 0 ? "Gong" : "Kick"))];
        float[][] rows = [.. labels.Select(c => new[] { (float)((c == labels[0] ? 0.5 : -0.5) + (2 * random.NextDouble()) - 1) })];
        var set = HeadRows.Of(rows, labels, [.. labels.Select(_ => -1)], Drums);
        Assert.True(ShareOfGongs(Quick with { ClassPower = 0, SubclassWeight = 0, PriorWeight = 1 }) > ShareOfGongs(Quick with { ClassPower = 0, SubclassWeight = 0 }) + 0.1);

        double ShareOfGongs(HeadOptions options)
        {
            using var head = Train(set, options);
            return head.Predict([.. Enumerable.Range(-10, 21).Select(x => new[] { x / 10f })]).Count(t => t.Classes[labels[0]] > t.Classes[labels[1]]) / 21.0;
        }
    }

    [Fact]
    public void TeacherIsLearntBesideTheLabels()
    {
        var (rows, labels, sublabels, kinds) = Rows(200, seed: 1);
        int clave = Drums.IndexOfClass("Clave");
        float[] say = new float[Drums.Classes.Count];
        say[clave] = 1;
        var taught = HeadRows.Of(rows, labels, sublabels, Drums).Taught(0.9f, [.. rows.Select(_ => say)], [.. rows.Select(_ => new float[Drums.Subclasses.Count])]);
        Assert.Equal(0.1f, taught.Classes[0][labels[0]], 5);
        Assert.Equal(0.9f, taught.Classes[0][clave], 5);
        using var head = Train(taught with { Labels = [.. labels.Select((l, i) => i % 2 == 0 ? l : clave)] }, Quick with { ClassPower = 0 });
        Assert.All(head.Predict(rows), t => Assert.Equal(clave, Array.IndexOf(t.Classes, t.Classes.Max())));
        Assert.Contains(0, kinds);
    }

    [Fact]
    public void HeadCanBeAskedAfterEachPass()
    {
        var (rows, labels, sublabels, _) = Rows(100, seed: 1);
        var told = new List<(int Epoch, float[] Classes)>();
        using var watched = FeatureHead.Train(
            HeadRows.Of(rows, labels, sublabels, Drums), Drums, Quick, (epoch, head) => told.Add((epoch, head.Predict(rows)[0].Classes)), TestContext.Current.CancellationToken);
        using var plain = Train(HeadRows.Of(rows, labels, sublabels, Drums), Quick);
        Assert.Equal(Enumerable.Range(1, Quick.Epochs), told.Select(t => t.Epoch));
        Assert.Equal(plain.Predict(rows)[0].Classes, told[^1].Classes);
        Assert.NotEqual(told[0].Classes, told[^1].Classes);
    }

    /// <summary>Rows of two variants, of which only the second tells the class: who learns from both hears it.</summary>
    [Fact]
    public void VariantsAreDrawn()
    {
        var (rows, labels, sublabels, _) = Rows(200, seed: 1);
        var seen = new HashSet<int>();
        var read = (int row, Random choices, Span<float> into) =>
        {
            int variant = choices.Next(2);
            seen.Add(variant);
            into.Clear();
            if (variant == 1) rows[row].CopyTo(into);
        };
        using var head = Train(HeadRows.Of(rows.Length, 8, new HeadRowReader(read), labels, sublabels, Drums), Quick);
        Assert.Equal([0, 1], seen.Order());
        Assert.True(head.Predict(rows).Zip(labels, (t, c) => Array.IndexOf(t.Classes, t.Classes.Max()) == c).Count(right => right) > 190);
    }

    private static FeatureHead Train(HeadRows rows, HeadOptions options) => FeatureHead.Train(rows, Drums, options, null, TestContext.Current.CancellationToken);

    private static (float[][] Rows, int[] Labels, int[] Sublabels, int[] Kinds) Rows(int count, int seed)
    {
        var random = new Random(seed);
        int[] kinds = [.. Enumerable.Range(0, count).Select(i => i % Kinds.Length)];
        return (
            [.. kinds.Select(k => Enumerable.Range(0, 8).Select(d => (d == k ? 2 : 0) + (0.5f * (random.NextSingle() - 0.5f))).ToArray())],
            [.. kinds.Select(k => Drums.IndexOfClass(Kinds[k].Class))],
            [.. kinds.Select(k => Kinds[k].Subclass is { } s ? Drums.IndexOfSubclass(s) : -1)],
            kinds);
    }
}
