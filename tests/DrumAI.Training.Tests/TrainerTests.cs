using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private static readonly TrainingOptions Quick = new() { Width = 8, Epochs = 4, BatchSize = 12, Variants = 2, Members = 1, AverageSteps = 5, MixupShare = 0, Dropout = 0 };

    private readonly SmallSet small = new(perKit: 4);

    public void Dispose() => small.Dispose();

    [Fact]
    public void LossFallsAndKindsAreTold()
    {
        using var bank = small.OpenBank(Quick);
        var log = new List<EpochLog>();
        int[] all = All;
        using var net = new Trainer(small.Set, bank, DrumTaxonomy.Default, Quick with { Epochs = 8 }).Train(all, [], null, log.Add, CancellationToken.None);
        Assert.True(log[^1].TrainingLoss < 0.7 * log[0].TrainingLoss, $"{log[0].TrainingLoss} to {log[^1].TrainingLoss}");
        var told = new NetPredictor(net, bank).Predict(all).Select(s => Array.IndexOf(s.ClassLogits, s.ClassLogits.Max()));
        Assert.True(told.Zip(all, (t, i) => t == small.Set.Sounds[i].Class).Count(right => right) > 0.9 * all.Length);
    }

    [Fact]
    public void RunThatWasCutOffEndsAsIfItHadNotBeen()
    {
        using var bank = small.OpenBank(Quick);
        string checkpoint = Path.Combine(small.Work.Path, "run.checkpoint");
        var trainer = new Trainer(small.Set, bank, DrumTaxonomy.Default, Quick);
        using var whole = trainer.Train(All, [], null, _ => { }, CancellationToken.None);

        using var cut = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => trainer.Train(All, [], checkpoint, epoch => CancelAfter(epoch, 3), cut.Token));
        var resumed = new List<int>();
        using var net = trainer.Train(All, [], checkpoint, epoch => resumed.Add(epoch.Epoch), CancellationToken.None);
        Assert.Equal([4], resumed);

        foreach (var (expected, actual) in Logits(whole, bank).Zip(Logits(net, bank))) Assert.Equal(expected, actual, 1e-3);

        // The third epoch's checkpoint is written after its log line, and the fourth is cut off in its first step.
        void CancelAfter(EpochLog epoch, int last)
        {
            if (epoch.Epoch == last) cut.Cancel();
        }
    }

    [Fact]
    public void TrainingStopsWhereWatchedSoundsGetNoBetter()
    {
        using var bank = small.OpenBank(Quick);
        var log = new List<EpochLog>();
        // At a learning rate of nothing nothing gets better after the first epoch.
        var options = Quick with { Epochs = 9, Patience = 2, LearningRate = 0, AverageSteps = 1 };
        using var net = new Trainer(small.Set, bank, DrumTaxonomy.Default, options).Train(All[..48], All[48..], null, log.Add, CancellationToken.None);
        Assert.InRange(log.Count, 3, 6);
        Assert.All(log, e => Assert.True(double.IsFinite(e.ValidationLoss)));
    }

    private int[] All => [.. Enumerable.Range(0, small.Set.Sounds.Count)];

    private IEnumerable<float> Logits(DrumNet net, SpectrogramBank bank) => new NetPredictor(net, bank).Predict(All).SelectMany(s => s.ClassLogits);
}
