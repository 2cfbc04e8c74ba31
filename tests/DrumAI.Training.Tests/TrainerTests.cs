using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests;

[Collection(TorchRandomness.Collection)]
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

    [Fact]
    public void ResumedRunKeepsItsPatience()
    {
        using var bank = small.OpenBank(Quick);
        // As above the first epoch, or one soon after, is the best.
        var options = Quick with { Epochs = 12, Patience = 3, LearningRate = 0, AverageSteps = 1 };
        var trainer = new Trainer(small.Set, bank, DrumTaxonomy.Default, options);
        var whole = new List<EpochLog>();
        trainer.Train(All[..48], All[48..], null, whole.Add, CancellationToken.None).Dispose();
        Assert.InRange(whole.Count, 4, 11);

        string checkpoint = Path.Combine(small.Work.Path, "run.checkpoint");
        var pieces = new List<EpochLog>();
        while (pieces.Count < whole.Count)
        {
            // Cut off once an epoch, after its checkpoint is written.
            using var cut = new CancellationTokenSource();
            try
            {
                trainer.Train(All[..48], All[48..], checkpoint, Note, cut.Token).Dispose();
                break;
            }
            catch (OperationCanceledException)
            {
            }

            void Note(EpochLog epoch)
            {
                pieces.Add(epoch);
                cut.Cancel();
            }
        }

        Assert.Equal(whole.Select(e => e.Epoch), pieces.Select(e => e.Epoch));
        trainer.Train(All[..48], All[48..], checkpoint, _ => Assert.Fail("an epoch after the last"), CancellationToken.None).Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(5000)]
    public void ForeignOrShortCheckpointIsRefused(int length)
    {
        using var bank = small.OpenBank(Quick);
        string checkpoint = Path.Combine(small.Work.Path, "run.checkpoint");
        File.WriteAllBytes(checkpoint, new byte[length]);
        Assert.Throws<InvalidDataException>(() =>
            new Trainer(small.Set, bank, DrumTaxonomy.Default, Quick).Train(All, [], checkpoint, _ => { }, CancellationToken.None));
    }

    [Fact]
    public void CheckpointOfAnotherNetworkOrCutShortIsRefused()
    {
        using var bank = small.OpenBank(Quick);
        string checkpoint = Path.Combine(small.Work.Path, "run.checkpoint");
        new Trainer(small.Set, bank, DrumTaxonomy.Default, Quick with { Epochs = 1 }).Train(All, [], checkpoint, _ => { }, CancellationToken.None).Dispose();
        var other = new Trainer(small.Set, bank, DrumTaxonomy.Default, Quick with { Width = 16 });
        Assert.Throws<InvalidDataException>(() => other.Train(All, [], checkpoint, _ => { }, CancellationToken.None));
        byte[] whole = File.ReadAllBytes(checkpoint);
        File.WriteAllBytes(checkpoint, whole[..^1]);
        var same = new Trainer(small.Set, bank, DrumTaxonomy.Default, Quick);
        Assert.Throws<InvalidDataException>(() => same.Train(All, [], checkpoint, _ => { }, CancellationToken.None));
        whole[0]++;
        File.WriteAllBytes(checkpoint, whole);
        Assert.Throws<InvalidDataException>(() => same.Train(All, [], checkpoint, _ => { }, CancellationToken.None));
    }

    [Fact]
    public void SetSmallerThanABatchIsLearntFromAllTheSame()
    {
        using var bank = small.OpenBank(Quick);
        var log = new List<EpochLog>();
        new Trainer(small.Set, bank, DrumTaxonomy.Default, Quick with { BatchSize = 500, Epochs = 1 }).Train(All, [], null, log.Add, CancellationToken.None).Dispose();
        Assert.True(double.IsFinite(Assert.Single(log).TrainingLoss));
    }

    private int[] All => [.. Enumerable.Range(0, small.Set.Sounds.Count)];

    private IEnumerable<float> Logits(DrumNet net, SpectrogramBank bank) => new NetPredictor(net, bank).Predict(All).SelectMany(s => s.ClassLogits);
}
