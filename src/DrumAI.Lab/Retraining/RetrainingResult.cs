namespace DrumAI.Lab.Retraining;

/// <summary>What came of a retraining: written with the job.</summary>
/// <param name="Model">The new model.</param>
/// <param name="Parent">The one that it was made from.</param>
/// <param name="IsPromoted">Whether it is served from now on.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="Sounds">Sounds that it learnt from.</param>
/// <param name="AgreedOn">Of those, the ones that people agree on.</param>
/// <param name="Replaced">Sounds of the base set for which what people agree on was taken instead.</param>
/// <param name="Withheld">Sounds that people agree on and that were not learnt from, since they are frozen.</param>
/// <param name="Frozen">Sounds that it was judged by.</param>
/// <param name="Before">Macro F1 of the parent on those.</param>
/// <param name="After">Macro F1 of the new model.</param>
/// <param name="DifferenceLow">Lower end of the interval of the difference.</param>
/// <param name="DifferenceHigh">Upper end.</param>
internal sealed record RetrainingResult(
    string Model, string Parent, bool IsPromoted, string Reason, int Sounds, int AgreedOn, int Replaced, int Withheld, int Frozen, double Before, double After, double DifferenceLow,
    double DifferenceHigh);
