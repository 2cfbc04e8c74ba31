using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>
/// What turns a model's logits into those that count: logits / temperature + bias, of classes and of sub-classes. Training draws rare classes more often than they
/// occur; the bias, a weight times the logarithm of each class's size, takes as much of that back as held-out sounds ask for (Saerens et al., 2002; Menon et al., ICLR 2021).
/// Of sub-classes, whose sizes are those of names that somebody took the trouble to write, each counts as much as any other of its class, lest plain strokes swallow them: scale and biases are
/// those that make the held-out sub-classes likeliest on that footing, the biases held back so that a handful of sounds cannot move them far.
/// </summary>
/// <param name="Temperature">Divides the class logits.</param>
/// <param name="SizeWeight">The weight of the classes' sizes; 0 for no bias.</param>
/// <param name="Bias">Added to each class's logit; 0 on average over classes.</param>
/// <param name="SubclassTemperature">Divides each sub-class's logit; the same for all sub-classes of one class.</param>
/// <param name="SubclassBias">Added to each sub-class's logit.</param>
public sealed record LogitCalibration(
    double Temperature, double SizeWeight, IReadOnlyList<double> Bias, IReadOnlyList<double> SubclassTemperature, IReadOnlyList<double> SubclassBias)
{
    /// <summary>
    /// How many sounds it takes to move a sub-class's bias: half its square times this is added to what is minimised. Chosen by the macro F1 of sub-classes by library, fitted on other
    /// folds, which is flat from 40 to 120.
    /// </summary>
    private const double SubclassPull = 60;

    /// <summary>Sub-class biases, and the logarithm of their scale, stay within these.</summary>
    private const double LargestSubclassBias = 4, LargestLogScale = 1.5;

    /// <summary>Sizes never count more than this.</summary>
    private const double LargestSizeWeight = 1.5;

    /// <summary>Rounds in which temperature and weight of the sizes are fitted in turn; the likelihood has one optimum, and a handful comes close to it.</summary>
    private const int RoundCount = 6;

    /// <summary>No change.</summary>
    public static LogitCalibration None(DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        return new(1, 0, new double[taxonomy.Classes.Count], [.. Enumerable.Repeat(1.0, taxonomy.Subclasses.Count)], new double[taxonomy.Subclasses.Count]);
    }

    /// <summary>The likeliest calibration for some held-out predictions; the temperature of a class whose sub-classes no row tells stays 1.</summary>
    public static LogitCalibration Fit(IReadOnlyCollection<PredictionRow> rows, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(taxonomy);
        var subclass = new double[taxonomy.Subclasses.Count];
        var subclassBias = new double[taxonomy.Subclasses.Count];
        for (int c = 0; c < taxonomy.Classes.Count; c++)
        {
            int[] kinds = [.. taxonomy.SubclassesOf(c)];
            if (kinds.Length == 0) continue;
            var scored = rows.Where(r => r.Class == c && r.IsSubclassScored).ToArray();
            var (ofClass, biases) = FitSubclasses(
                Array.ConvertAll(scored, r => Array.ConvertAll(kinds, k => r.SubclassLogits[k])), Array.ConvertAll(scored, r => Array.IndexOf(kinds, r.Subclass)), kinds.Length);
            for (int i = 0; i < kinds.Length; i++) (subclass[kinds[i]], subclassBias[kinds[i]]) = (ofClass, biases[i]);
        }

        double[] sizes = LogSizes(rows.Select(r => r.Class), taxonomy.Classes.Count);
        float[][] logits = [.. rows.Select(r => r.ClassLogits)];
        int[] labels = [.. rows.Select(r => r.Class)];
        double temperature = 1, weight = 0;
        for (int round = 0; round < RoundCount && rows.Count > 0; round++)
        {
            // With the bias inside the division, logits / T + w s = (logits + T w s) / T.
            double scaled = temperature * weight;
            temperature = Calibration.FitTemperature(Array.ConvertAll(logits, l => Biased(l, 1, scaled, sizes)), labels);
            weight = Math.Clamp(scaled / temperature, 0, LargestSizeWeight);
            double t = temperature;
            weight = Calibration.Minimise(w => Calibration.NegativeLogLikelihood(Array.ConvertAll(logits, l => Biased(l, t, w, sizes)), labels, 1), 0, LargestSizeWeight);
        }

        return new(temperature, weight, Array.ConvertAll(sizes, s => weight * s), subclass, subclassBias);
    }

    /// <summary>A row with calibrated logits.</summary>
    public PredictionRow Apply(PredictionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row with
        {
            ClassLogits = [.. row.ClassLogits.Select((l, i) => (float)((l / Temperature) + Bias[i]))],
            SubclassLogits = [.. row.SubclassLogits.Select((l, i) => (float)((l / SubclassTemperature[i]) + SubclassBias[i]))],
        };
    }

    /// <summary>Temperature and biases of one class's sub-classes: logits / T + bias. One coordinate after another; the loss has one minimum.</summary>
    private static (double Temperature, double[] Bias) FitSubclasses(float[][] logits, int[] labels, int kindCount)
    {
        var bias = new double[kindCount];
        if (labels.Length == 0) return (1, bias);
        var sizes = new int[kindCount];
        foreach (int label in labels) sizes[label]++;
        double logScale = 0;
        for (int round = 0; round < RoundCount; round++)
        {
            logScale = Calibration.Minimise(s => Loss(Math.Exp(s)), -LargestLogScale, LargestLogScale);
            for (int kind = 0; kind < kindCount; kind++)
            {
                int moved = kind;
                bias[kind] = Calibration.Minimise(
                    b =>
                    {
                        bias[moved] = b;
                        return Loss(Math.Exp(logScale));
                    },
                    -LargestSubclassBias,
                    LargestSubclassBias);
            }
        }

        return (Math.Exp(-logScale), bias);

        // -log p of the true kind, averaged within each kind and then over those that there are; and the pull.
        double Loss(double scale)
        {
            double sum = 0;
            for (int i = 0; i < labels.Length; i++)
            {
                double total = 0, own = (logits[i][labels[i]] * scale) + bias[labels[i]];
                for (int k = 0; k < kindCount; k++) total += Math.Exp((logits[i][k] * scale) + bias[k] - own);
                sum += Math.Log(total) / sizes[labels[i]];
            }

            return (sum / sizes.Count(n => n > 0)) + (SubclassPull / 2 / labels.Length * bias.Sum(b => b * b));
        }
    }

    private static float[] Biased(float[] logits, double temperature, double weight, double[] sizes) =>
        [.. logits.Select((l, i) => (float)((l / temperature) + (weight * sizes[i])))];

    /// <summary>The logarithm of how many there are of each kind (and one more, so that none is empty), less their mean.</summary>
    private static double[] LogSizes(IEnumerable<int> kinds, int kindCount)
    {
        var sizes = new double[kindCount];
        foreach (int kind in kinds) sizes[kind]++;
        double[] logarithms = Array.ConvertAll(sizes, n => Math.Log(n + 1));
        double mean = logarithms.Average();
        return Array.ConvertAll(logarithms, l => l - mean);
    }
}
