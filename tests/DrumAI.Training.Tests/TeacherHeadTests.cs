using DrumAI.Taxonomy;
using DrumAI.Tests;
using static TorchSharp.torch;

namespace DrumAI.Training.Tests;

/// <summary>What a head on the teacher learns, and what a network learns from it.</summary>
[Collection(TorchRandomness.Collection)]
public sealed class TeacherHeadTests : IDisposable
{
    private static readonly DrumTaxonomy Drums = DrumTaxonomy.Default;
    private static readonly TrainingOptions Quick = new()
    {
        Width = 8,
        Epochs = 2,
        BatchSize = 12,
        Members = 1,
        AverageSteps = 5,
        Variants = 2,
        FlamVariants = 0,
        WildVariants = 1,
        WildBatchSize = 4,
        TeacherHeads = 1,
    };

    private readonly SmallSet small = new(perKit: 3);
    private readonly SpectrogramBank bank;

    public TeacherHeadTests() => bank = SpectrogramBank.Open(
        small.Set, small.Work.Bank, Drums, Quick, SharedFolder.Require("models", "efficientat_mn04_as.onnx"), threads: 2, progress: null, CancellationToken.None);

    public void Dispose()
    {
        bank.Dispose();
        small.Dispose();
    }

    [Fact]
    public void KindsOfKitsItNeverHeardAreTold()
    {
        int[] training = [.. All.Where(i => small.Set.Sounds[i].Fold != 0)], test = [.. All.Except(training)];
        using var head = TeacherHead.Train(small.Set, bank, training, Drums, Quick, CPU, steps: 60);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var rows = new float[test.Length * bank.DescriptionLength];
        for (int i = 0; i < test.Length; i++) bank.AddDescription(test[i], 0, 1, rows.AsSpan(i * bank.DescriptionLength, bank.DescriptionLength));
        var told = head.forward(tensor(rows, [test.Length, bank.DescriptionLength])).Classes.argmax(1).data<long>().ToArray();
        Assert.True(test.Zip(told, (i, t) => small.Set.Sounds[i].Class == t).Count(right => right) > 0.9 * test.Length);
    }

    [Fact]
    public void NetworkLearnsWhatTheTeacherSays()
    {
        var log = new List<EpochLog>();
        var options = Quick with { Epochs = 8, TeacherHeadWeight = 0, TeacherWeight = 20, TrunkTeacherWeight = 20 };
        new Trainer(small.Set, bank, Drums, options).Train(All, [], null, log.Add, CancellationToken.None).Dispose();
        Assert.True(log[^1].TrainingLoss < 0.85 * log[0].TrainingLoss, $"{log[0].TrainingLoss} to {log[^1].TrainingLoss}");
    }

    private int[] All => [.. Enumerable.Range(0, small.Set.Sounds.Count)];
}
