using System.Security.Cryptography;
using System.Text.Json;
using DrumAI.Features;
using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Training;

/// <summary>
/// The networks that make one model: one for each fold, trained on the others, to measure it and to calibrate its probabilities; one for the random split of the
/// 2021 report; and the one that is shipped, trained on everything. Whatever was finished is kept in a work folder and not done again.
/// </summary>
/// <param name="set">The sounds.</param>
/// <param name="bank">Their pictures.</param>
/// <param name="taxonomy">The classes.</param>
/// <param name="options">How to train.</param>
/// <param name="workFolder">
/// Where checkpoints, logs and predictions are kept, in a folder named after everything they depend on.
/// </param>
public sealed class TrainingPlan(LabelledSet set, SpectrogramBank bank, DrumTaxonomy taxonomy, TrainingOptions options, string workFolder)
{
    private const double RandomTestShare = 0.2;

    /// <summary>One group in so many is watched rather than learnt from, where training may stop early.</summary>
    private const int WatchedGroupInterval = 10;

    private readonly int[] all = [.. Enumerable.Range(0, set.Sounds.Count)];

    /// <summary>Checkpoints, logs and predictions of this plan.</summary>
    public string Folder { get; } = Path.Combine(workFolder, Key(set, options));

    /// <summary>Paths of the training logs written so far.</summary>
    public IReadOnlyList<string> Logs => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*.log.csv").Order(StringComparer.Ordinal)] : [];

    /// <summary>Predictions for every sound by the network that learnt from the other folds only.</summary>
    /// <param name="log">Told of each epoch: which network, and how it went.</param>
    /// <param name="cancellation">Stops between steps; a later call goes on.</param>
    public IReadOnlyList<PredictionRow> PredictByLibrary(Action<string, EpochLog> log, CancellationToken cancellation)
    {
        var rows = new List<PredictionRow>();
        foreach (int fold in set.Sounds.Select(s => s.Fold).Distinct().Order())
            rows.AddRange(HoldOut($"fold-{fold}", [.. all.Where(i => set.Sounds[i].Fold != fold)], [.. all.Where(i => set.Sounds[i].Fold == fold)], log, cancellation));
        return rows;
    }

    /// <summary>Predictions for a fifth of each class, drawn at random, by a network that learnt from the rest, sounds of the same libraries among it.</summary>
    /// <inheritdoc cref="PredictByLibrary" path="/param"/>
    public IReadOnlyList<PredictionRow> PredictAtRandom(Action<string, EpochLog> log, CancellationToken cancellation)
    {
        var (training, test) = StratifiedSplit.Draw([.. set.Sounds.Select(s => s.Class)], RandomTestShare, options.Seed);
        return HoldOut("random", training, test, log, cancellation);
    }

    /// <summary>The network to ship: it has learnt from every sound.</summary>
    /// <inheritdoc cref="PredictByLibrary" path="/param"/>
    public DrumNet TrainOnAll(Action<string, EpochLog> log, CancellationToken cancellation) => Train("all", all, log, cancellation);

    private IReadOnlyList<PredictionRow> HoldOut(string name, IReadOnlyList<int> training, IReadOnlyList<int> test, Action<string, EpochLog> log, CancellationToken cancellation)
    {
        string path = Path.Combine(Folder, name + ".predictions.jsonl");
        if (File.Exists(path)) return PredictionFile.Read(path, taxonomy);
        using var net = Train(name, training, log, cancellation);
        var rows = test.Zip(new NetPredictor(net, bank).Predict(test), (index, scores) =>
        {
            var sound = set.Sounds[index];
            return new PredictionRow(sound.Path, sound.Fold, sound.Group, sound.Class, sound.Subclass, sound.SubclassBasis, scores.ClassLogits, scores.SubclassLogits);
        }).ToArray();
        PredictionFile.Write(path + ".part", rows, taxonomy);
        File.Move(path + ".part", path, overwrite: true);
        return rows;
    }

    private DrumNet Train(string name, IReadOnlyList<int> training, Action<string, EpochLog> log, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        string logPath = Path.Combine(Folder, name + ".log.csv");
        var watched = options.Patience == 0 ? [] : WatchedGroups(training);
        return new Trainer(set, bank, taxonomy, options).Train(
            [.. training.Where(i => !watched.Contains(set.Sounds[i].Group))],
            [.. training.Where(i => watched.Contains(set.Sounds[i].Group))],
            Path.Combine(Folder, name + ".checkpoint"),
            epoch =>
            {
                TrainingLog.Append(logPath, epoch);
                log(name, epoch);
            },
            cancellation);
    }

    private HashSet<string> WatchedGroups(IReadOnlyList<int> training) =>
        [.. training.Select(i => set.Sounds[i].Group).Distinct().Order(StringComparer.Ordinal).Where((_, i) => i % WatchedGroupInterval == 0)];

    private static string Key(LabelledSet set, TrainingOptions options)
    {
        byte[] parts = JsonSerializer.SerializeToUtf8Bytes(new { set.Hash, FrontEnd.Version, options });
        return Convert.ToHexStringLower(SHA256.HashData(parts))[..16];
    }
}
