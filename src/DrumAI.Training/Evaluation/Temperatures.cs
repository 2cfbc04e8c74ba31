using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>By what a model's logits are divided before the softmax, so that its probabilities are calibrated.</summary>
/// <param name="Class">Of the class logits.</param>
/// <param name="Subclass">Of each sub-class logit; the same for all sub-classes of one class.</param>
public sealed record Temperatures(double Class, IReadOnlyList<double> Subclass)
{
    /// <summary>No change.</summary>
    public static Temperatures None(DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        return new Temperatures(1, [.. Enumerable.Repeat(1.0, taxonomy.Subclasses.Count)]);
    }

    /// <summary>The likeliest temperatures for some held-out predictions; those of a class whose sub-classes no row tells stay 1.</summary>
    public static Temperatures Fit(IReadOnlyCollection<PredictionRow> rows, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(taxonomy);
        var subclass = new double[taxonomy.Subclasses.Count];
        for (int c = 0; c < taxonomy.Classes.Count; c++)
        {
            int[] kinds = [.. taxonomy.SubclassesOf(c)];
            if (kinds.Length == 0) continue;
            var scored = rows.Where(r => r.Class == c && r.IsSubclassScored).ToArray();
            double temperature = Calibration.FitTemperature(
                Array.ConvertAll(scored, r => Array.ConvertAll(kinds, k => r.SubclassLogits[k])), Array.ConvertAll(scored, r => Array.IndexOf(kinds, r.Subclass)));
            foreach (int kind in kinds) subclass[kind] = temperature;
        }

        return new Temperatures(Calibration.FitTemperature([.. rows.Select(r => r.ClassLogits)], [.. rows.Select(r => r.Class)]), subclass);
    }

    /// <summary>Class probabilities of a row: softmax(logits / temperature).</summary>
    public double[] ClassProbabilities(PredictionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var probabilities = new double[row.ClassLogits.Length];
        double largest = row.ClassLogits.Max(), sum = 0;
        for (int i = 0; i < probabilities.Length; i++) sum += probabilities[i] = Math.Exp((row.ClassLogits[i] - largest) / Class);
        for (int i = 0; i < probabilities.Length; i++) probabilities[i] /= sum;
        return probabilities;
    }
}
