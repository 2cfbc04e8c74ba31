using System.Diagnostics;
using DrumAI.Taxonomy;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Trains one network: the loop, read from top to bottom.</summary>
/// <param name="set">The labelled sounds.</param>
/// <param name="bank">Their pictures.</param>
/// <param name="taxonomy">The classes.</param>
/// <param name="options">Everything that decides what training gives.</param>
/// <param name="member">Which member of the ensemble it trains, from 1.</param>
public sealed class Trainer(LabelledSet set, SpectrogramBank bank, DrumTaxonomy taxonomy, TrainingOptions options, int member = 1)
{
    /// <summary>Trains on some sounds and gives the network with averaged weights, ready to predict.</summary>
    /// <param name="training">Indices of the sounds to learn from.</param>
    /// <param name="validation">Indices of sounds watched while training, never learnt from.</param>
    /// <param name="checkpointPath">Where to save after each epoch, and to resume from; null for nowhere.</param>
    /// <param name="log">Receives a record an epoch.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="InvalidDataException">The checkpoint is of another network, or not whole.</exception>
    public DrumNet Train(
        IReadOnlyList<int> training, IReadOnlyList<int> validation, string? checkpointPath, Action<EpochLog> log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(log);
        random.manual_seed(options.Seed);
        int stepsPerEpoch = Math.Max(1, training.Count / options.BatchSize), steps = stepsPerEpoch * options.Epochs;
        var device = TorchRuntime.Device;
        var net = CreateNet().to(device);
        var average = CreateNet().to(device);
        average.load_state_dict(net.state_dict());
        using var optimizer = new AdamW(net, options.WeightDecay);
        var sampler = new BatchSampler(set, bank, training, taxonomy, options, device);
        var heads = TrainHeads(training, device);
        var loss = new DrumLoss(taxonomy, options, heads);
        var progress = checkpointPath is null ? TrainingProgress.Start : Checkpoint.TryLoad(checkpointPath, net, average, optimizer);
        int patience = validation.Count == 0 ? 0 : options.Patience;
        while (progress.Epochs < options.Epochs && !progress.IsStale(patience))
        {
            int epoch = progress.Epochs;
            var clock = Stopwatch.StartNew();
            var choices = new Random(unchecked(options.Seed * 7919 + epoch));
            random.manual_seed(unchecked(options.Seed * 7919 + epoch));
            double sum = 0;
            net.train();
            for (int i = 0; i < stepsPerEpoch; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                int step = epoch * stepsPerEpoch + i;
                var batch = sampler.Next(choices);
                var value = loss.Of(net.forward(batch.Pictures), batch);
                net.zero_grad();
                value.backward();
                optimizer.Step(LearningRate((double)step / steps));
                Average(average, net, Math.Min(1 - 1 / options.AverageSteps, (step + 1.0) / (step + 10.0)));
                sum += value.item<float>();
            }

            double watched = validation.Count == 0 ? double.NaN : ValidationLoss(average, validation);
            log(new EpochLog(epoch + 1, sum / stepsPerEpoch, watched, LearningRate((epoch + 1.0) / options.Epochs), clock.Elapsed.TotalSeconds));
            progress = progress.After(watched);
            if (checkpointPath is not null) Checkpoint.Save(checkpointPath, progress, net, average, optimizer);
        }

        foreach (var head in heads) head.Dispose();
        net.Dispose();
        average.eval();
        return average.to(CPU);
    }

    /// <summary>An untrained network of the options' shape.</summary>
    public DrumNet CreateNet() => new(
        options.Width, taxonomy.Classes.Count, taxonomy.Subclasses.Count, bank.DescriptionLength, options.Dropout, options.Depth,
        DrumNet.EmbeddingLengthOf(member, options.Members));

    /// <summary>What names wild pictures; none where there is no teacher or no such picture.</summary>
    private TeacherHead[] TrainHeads(IReadOnlyList<int> training, Device device)
    {
        if (bank.DescriptionLength == 0 || bank.WildCount == 0 || options.TeacherHeadWeight == 0) return [];
        return [.. Enumerable.Range(0, options.TeacherHeads).Select(i => TeacherHead.Train(
            set, bank, training, taxonomy, options with { Seed = options.Seed + i }, device))];
    }

    private double LearningRate(double progress) => progress < 0.05
        ? options.LearningRate * progress / 0.05
        : options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (progress - 0.05) / 0.95));

    private double ValidationLoss(DrumNet net, IReadOnlyList<int> sounds)
    {
        var predictor = new NetPredictor(net, bank);
        double sum = 0;
        foreach (var (sound, scores) in sounds.Zip(predictor.Predict(sounds)))
        {
            double max = scores.ClassLogits.Max();
            sum += max + Math.Log(scores.ClassLogits.Sum(l => Math.Exp(l - max))) - scores.ClassLogits[set.Sounds[sound].Class];
        }

        return sum / sounds.Count;
    }

    /// <summary>Exponential moving average of all weights and of the normalisations' statistics.</summary>
    private static void Average(DrumNet average, DrumNet net, double memory)
    {
        using var _ = no_grad();
        using Scalar keep = memory, take = 1 - memory;
        foreach (var (target, source) in average.parameters().Zip(net.parameters())) target.mul_(keep).add_(source, take);
        foreach (var (target, source) in average.buffers().Zip(net.buffers()))
        {
            if (target.is_floating_point()) target.mul_(keep).add_(source, take);
            else target.copy_(source);
        }
    }
}
