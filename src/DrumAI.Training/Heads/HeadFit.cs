using DrumAI.Taxonomy;
using static TorchSharp.torch;

namespace DrumAI.Training.Heads;

/// <summary>
/// Fits a <see cref="LinearHead"/> to rows, from a head that is there: cross-entropy with the labels and with what the head before says, and a pull towards its weights (L2-SP; X. Li et
/// al., "Explicit inductive bias for transfer learning with convolutional networks", ICML 2018). The problem is convex, so the answer hangs on nothing but the rows. Where no row
/// contradicts the head before, the head before is the answer.
/// </summary>
/// <param name="taxonomy">The classes.</param>
/// <param name="options">How far it may go.</param>
public sealed class HeadFit(DrumTaxonomy taxonomy, HeadFitOptions options)
{
    private const double Tolerance = 1e-6;

    /// <summary>Fits a head with one pull.</summary>
    /// <param name="rows">What to learn from, at least one.</param>
    /// <param name="before">Where to start from, and what to hold on to.</param>
    /// <param name="pull">How strongly.</param>
    /// <param name="seen">Told the loss of each step.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public LinearHead Fit(IReadOnlyList<EmbeddedSound> rows, LinearHead before, double pull, Action<int, double>? seen = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pull, 0);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        int size = before.EmbeddingSize, classes = taxonomy.Classes.Count, subclasses = taxonomy.Subclasses.Count;
        var inputs = tensor(rows.SelectMany(r => r.Embedding.Append(1f)).Select(x => (double)x).ToArray(), [rows.Count, size + 1]);
        double total = rows.Sum(r => r.Weight);
        double[] weights = [.. rows.Select(r => r.Weight / total)];
        double[] anchor = [.. Flatten(before.ClassWeights, before.ClassBias), .. Flatten(before.SubclassWeights, before.SubclassBias)];
        var classTargets = tensor(rows.SelectMany((r, i) => ClassTarget(r, before).Select(t => t * weights[i])).ToArray(), [rows.Count, classes]);
        var subclassTargets = tensor(rows.SelectMany((r, i) => SubclassTarget(r, before).Select(t => t * weights[i])).ToArray(), [rows.Count, subclasses]);
        double[] point = [.. anchor];
        int split = classes * (size + 1);
        Lbfgs.Minimise(Loss, point, options.MaxSteps, Tolerance, seen);
        return Unflatten(point, size);

        double Loss(double[] at, double[] gradient)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            double loss = 0;
            var w = tensor(at[..split], [classes, size + 1]);
            loss += Add(nn.functional.log_softmax(inputs.mm(w.t()), 1), classTargets, gradient.AsSpan(0, split));
            var v = tensor(at[split..], [subclasses, size + 1]);
            loss += Add(DrumLoss.SubclassLogProbabilities(inputs.mm(v.t()), taxonomy), subclassTargets, gradient.AsSpan(split));
            for (int i = 0; i < at.Length; i++)
            {
                double away = at[i] - anchor[i];
                loss += pull / 2 * away * away;
                gradient[i] += pull * away;
            }

            return loss;
        }

        // -sum of target times log-probability; its gradient is (probabilities times the target's mass, less the target) times the input.
        double Add(Tensor logProbabilities, Tensor targets, Span<double> gradient)
        {
            var mass = Mass(targets);
            (logProbabilities.exp() * mass).Minus(targets).t().mm(inputs).contiguous().data<double>().CopyTo(gradient);
            return -(targets * logProbabilities).sum().item<double>();
        }

        Tensor Mass(Tensor targets)
        {
            if (targets.shape[1] == classes) return targets.sum(1, keepdim: true);
            var parts = Groups().Select(g => targets.narrow(1, g.First, g.Count).sum(1, keepdim: true).expand(-1, g.Count));
            return cat([.. parts], 1);
        }
    }

    /// <summary>
    /// Chooses the pull on groups left out, fits, and calibrates: a temperature for classes and one for sub-classes, by the likelihood of what was left out.
    /// </summary>
    /// <param name="rows">What to learn from.</param>
    /// <param name="before">Where to start from.</param>
    /// <param name="seen">Told the loss of each step of the last fit.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public HeadFitResult Run(IReadOnlyList<EmbeddedSound> rows, LinearHead before, Action<int, double>? seen = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(before);
        int[] part = Deal(rows);
        var trials = new List<(double Pull, double[] Losses, (float[] Classes, float[] Subclasses)[] Logits)>();
        foreach (double pull in options.Pulls)
        {
            var logits = new (float[] Classes, float[] Subclasses)[rows.Count];
            for (int p = 0; p < options.Parts; p++)
            {
                EmbeddedSound[] kept = [.. rows.Where((_, i) => part[i] != p)];
                if (kept.Length == 0 || kept.Length == rows.Count) continue;
                var head = Fit(kept, before, pull, cancellation: cancellation);
                for (int i = 0; i < rows.Count; i++)
                    if (part[i] == p) logits[i] = head.Logits(rows[i].Embedding);
            }

            for (int i = 0; i < rows.Count; i++)
                if (logits[i].Classes is null) logits[i] = before.Logits(rows[i].Embedding);
            trials.Add((pull, [.. rows.Select((r, i) => -LogProbability(logits[i].Classes, r.Class))], logits));
        }

        // By groups: sounds of a kit are right or wrong together.
        var best = trials.MinBy(t => Mean(t.Losses, rows));
        var chosen = trials.OrderByDescending(t => t.Pull).First(t => Mean(t.Losses, rows) <= Mean(best.Losses, rows) + StandardError(t.Losses, best.Losses, rows));
        double least = options.MaySharpen ? 0 : 1;
        var calibration = (
            Class: Math.Max(least, Evaluation.Calibration.FitTemperature([.. chosen.Logits.Select(l => l.Classes)], [.. rows.Select(r => r.Class)])),
            Subclass: Math.Max(least, SubclassTemperature(chosen.Logits, rows)));
        var curve = new List<double>();
        var fitted = Fit(rows, before, chosen.Pull, (step, loss) =>
        {
            curve.Add(loss);
            seen?.Invoke(step, loss);
        }, cancellation);
        return new HeadFitResult(fitted.Tempered(calibration.Class, calibration.Subclass), chosen.Pull, calibration.Class, calibration.Subclass, Mean(chosen.Losses, rows), curve);
    }

    private static double Mean(double[] losses, IReadOnlyList<EmbeddedSound> rows) => losses.Select((l, i) => l * rows[i].Weight).Sum() / rows.Sum(r => r.Weight);

    private static double StandardError(double[] losses, double[] best, IReadOnlyList<EmbeddedSound> rows)
    {
        double[] groups = [.. Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Group, StringComparer.Ordinal).Select(g => g.Sum(i => (losses[i] - best[i]) * rows[i].Weight))];
        double mean = groups.Average();
        return Math.Sqrt(groups.Sum(x => (x - mean) * (x - mean))) / rows.Sum(r => r.Weight);
    }

    private static double LogProbability(float[] logits, int label) => -Evaluation.Calibration.NegativeLogLikelihood([logits], [label], 1);

    private double SubclassTemperature((float[] Classes, float[] Subclasses)[] logits, IReadOnlyList<EmbeddedSound> rows)
    {
        var scored = Enumerable.Range(0, rows.Count).Where(i => rows[i].Subclass >= 0).ToArray();
        return Evaluation.Calibration.FitTemperature(
            [.. scored.Select(i => taxonomy.SubclassesOf(rows[i].Class).Select(s => logits[i].Subclasses[s]).ToArray())],
            [.. scored.Select(i => taxonomy.SubclassesOf(rows[i].Class).ToList().IndexOf(rows[i].Subclass))]);
    }

    /// <summary>Part of each row; groups stay whole.</summary>
    private int[] Deal(IReadOnlyList<EmbeddedSound> rows)
    {
        var random = new Random(options.Seed);
        var partOf = rows.GroupBy(r => r.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, Order: random.Next())).ToArray()
            .OrderBy(g => g.Order).Select((g, i) => (g.Key, Part: i % options.Parts)).ToDictionary(g => g.Key, g => g.Part, StringComparer.Ordinal);
        return [.. rows.Select(r => partOf[r.Group])];
    }

    private double[] ClassTarget(EmbeddedSound row, LinearHead before)
    {
        double[] target = Softmax(before.Logits(row.Embedding).Classes, 0, taxonomy.Classes.Count);
        double share = ShareOf(row);
        for (int i = 0; i < target.Length; i++) target[i] *= 1 - share;
        target[row.Class] += share;
        return target;
    }

    /// <summary>Among the sub-classes of the row's class; nothing for a class without any.</summary>
    private double[] SubclassTarget(EmbeddedSound row, LinearHead before)
    {
        var target = new double[taxonomy.Subclasses.Count];
        var (first, count) = Groups().FirstOrDefault(g => taxonomy.ClassOfSubclass[g.First] == row.Class);
        if (count == 0) return target;
        double share = row.Subclass < 0 ? 0 : ShareOf(row);
        double[] said = Softmax(before.Logits(row.Embedding).Subclasses, first, count);
        for (int i = 0; i < count; i++) target[first + i] = (1 - share) * said[i];
        if (row.Subclass >= 0) target[row.Subclass] += share;
        return target;
    }

    private double ShareOf(EmbeddedSound row) => row.IsVoted ? row.Certainty : options.LabelShare;

    private IEnumerable<(int First, int Count)> Groups()
    {
        for (int first = 0; first < taxonomy.Subclasses.Count;)
        {
            int count = taxonomy.ClassOfSubclass.Skip(first).TakeWhile(c => c == taxonomy.ClassOfSubclass[first]).Count();
            yield return (first, count);
            first += count;
        }
    }

    private static double[] Softmax(float[] logits, int first, int count)
    {
        double largest = logits.AsSpan(first, count).ToArray().Max();
        double[] values = [.. logits.Skip(first).Take(count).Select(l => Math.Exp(l - largest))];
        double sum = values.Sum();
        return Array.ConvertAll(values, v => v / sum);
    }

    private static IEnumerable<double> Flatten(float[][] weights, float[] bias) => weights.SelectMany((row, i) => row.Append(bias[i])).Select(x => (double)x);

    private LinearHead Unflatten(double[] point, int size)
    {
        int classes = taxonomy.Classes.Count;
        float[][] rows = [.. point.Chunk(size + 1).Select(row => Array.ConvertAll(row, x => (float)x))];
        return new LinearHead(
            [.. rows.Take(classes).Select(r => r[..size])], [.. rows.Take(classes).Select(r => r[size])],
            [.. rows.Skip(classes).Select(r => r[..size])], [.. rows.Skip(classes).Select(r => r[size])]);
    }
}
