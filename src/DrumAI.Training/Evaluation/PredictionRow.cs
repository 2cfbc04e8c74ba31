namespace DrumAI.Training.Evaluation;

/// <summary>What a model that never heard a sound's group answers for it: one row of a predictions file (see <see cref="PredictionFile"/>).</summary>
/// <param name="Path">Path below the data folder.</param>
/// <param name="Fold">Fold in which the sound was held out.</param>
/// <param name="Group">Library, machine or kit with its kin.</param>
/// <param name="Class">Index of the true class in the taxonomy.</param>
/// <param name="Subclass">Index of the true sub-class in the taxonomy, or -1.</param>
/// <param name="SubclassBasis">How the true sub-class is known; <c>default</c> means assumed, and is not scored.</param>
/// <param name="ClassLogits">
/// One number a class, whose softmax gives the class probabilities before calibration. Logarithms of averaged probabilities will do.
/// </param>
/// <param name="SubclassLogits">One number a sub-class; the softmax over those of one class gives the share of each in it.</param>
public sealed record PredictionRow(
    string Path, int Fold, string Group, int Class, int Subclass, string SubclassBasis, float[] ClassLogits, float[] SubclassLogits)
{
    /// <summary>Marks a sub-class that was assumed from the class alone.</summary>
    public const string AssumedBasis = "default";

    /// <summary>True where the true sub-class is known well enough to be scored.</summary>
    public bool IsSubclassScored => Subclass >= 0 && SubclassBasis != AssumedBasis;

    /// <summary>Class probabilities: the softmax of the class logits.</summary>
    public double[] ClassProbabilities()
    {
        var probabilities = new double[ClassLogits.Length];
        double largest = ClassLogits.Max(), sum = 0;
        for (int i = 0; i < probabilities.Length; i++) sum += probabilities[i] = Math.Exp(ClassLogits[i] - largest);
        for (int i = 0; i < probabilities.Length; i++) probabilities[i] /= sum;
        return probabilities;
    }
}
