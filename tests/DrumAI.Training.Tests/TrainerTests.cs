using DrumAI.Taxonomy;

namespace DrumAI.Training.Tests;

/// <summary>Training learns, repeats itself exactly, and goes on where it was cut off.</summary>
public sealed class TrainerTests : IDisposable
{
    private static readonly TrainingOptions Small = new()
    {
        Epochs = 4, BatchSize = 8, Width = 8, Members = 1, Variants = 2, AverageSteps = 10, LearningRate = 5e-3, MixupShare = 0.2, Dropout = 0,
    };

    private readonly TinySet data = new();
    private readonly LabelledSet set;
    private readonly SpectrogramBank bank;

    public TrainerTests()
    {
        set = data.Load();
        bank = SpectrogramBank.Open(set, Path.Combine(data.Folder, "bank"), 2, teacherPath: null, seed: 1, threads: 2, progress: null, CancellationToken.None);
    }

    public void Dispose()
    {
        bank.Dispose();
        data.Dispose();
    }

    [Fact]
    public void LearnsToTellKicksHatsAndClavesOfAnUnknownLibrary()
    {
        int[] training = Fold(f => f != 0), test = Fold(f => f == 0);
        using var net = new Trainer(set, bank, DrumTaxonomy.Default, Small with { Epochs = 25 }).Train(training, [], null, _ => { }, CancellationToken.None);
        int right = test.Zip(new NetPredictor(net, bank).Predict(test), (i, scores) => Array.IndexOf(scores.ClassLogits, scores.ClassLogits.Max()) == set.Sounds[i].Class)
            .Count(same => same);
        Assert.Equal(test.Length, right);
    }

    [Fact]
    public void ResumedRunEqualsTheUninterruptedRun()
    {
        int[] all = Fold(_ => true);
        string checkpoint = Path.Combine(data.Folder, "run.checkpoint");
        var whole = new List<EpochLog>();
        using var expected = Trained(all, null, whole.Add, CancellationToken.None);

        // Cut off in the middle of the third epoch.
        using var stop = new CancellationTokenSource();
        var parts = new List<EpochLog>();
        Assert.Throws<OperationCanceledException>(() => Trained(all, checkpoint, epoch =>
        {
            parts.Add(epoch);
            if (epoch.Epoch == 2) stop.Cancel();
        }, stop.Token));
        using var actual = Trained(all, checkpoint, parts.Add, CancellationToken.None);

        Assert.Equal([1, 2, 2 + 1, 4], parts.Select(e => e.Epoch));
        Assert.Equal(whole.Select(e => e.TrainingLoss), parts.Select(e => e.TrainingLoss));
        foreach (var (a, b) in expected.parameters().Zip(actual.parameters())) Assert.True(a.equal(b).all().item<bool>());
    }

    [Fact]
    public void TrainingStopsEarlyWhereNothingImproves()
    {
        // With no learning at all the loss on watched sounds cannot fall for long.
        int[] training = Fold(f => f != 0), watched = Fold(f => f == 0);
        var epochs = new List<EpochLog>();
        var options = Small with { Epochs = 30, Patience = 2, LearningRate = 0 };
        using var net = new Trainer(set, bank, DrumTaxonomy.Default, options).Train(training, watched, null, epochs.Add, CancellationToken.None);
        Assert.InRange(epochs.Count, 3, 29);
    }

    [Fact]
    public void ForeignCheckpointIsRefused()
    {
        string checkpoint = Path.Combine(data.Folder, "short.checkpoint");
        File.WriteAllBytes(checkpoint, new byte[100]);
        Assert.Throws<InvalidDataException>(() => Trained(Fold(_ => true), checkpoint, _ => { }, CancellationToken.None));
    }

    private DrumNet Trained(int[] sounds, string? checkpoint, Action<EpochLog> log, CancellationToken cancellation) =>
        new Trainer(set, bank, DrumTaxonomy.Default, Small).Train(sounds, [], checkpoint, log, cancellation);

    private int[] Fold(Func<int, bool> wanted) => [.. Enumerable.Range(0, set.Sounds.Count).Where(i => wanted(set.Sounds[i].Fold))];
}
