namespace DrumAI.Client.Wire;

/// <summary>What <c>POST /predict</c> answers.</summary>
/// <param name="Class">Wire name of the likeliest class.</param>
/// <param name="Subclass">Wire name of the likeliest sub-class within it; null where the class has none.</param>
/// <param name="Confidence">Probability of the class, in [0, 1].</param>
/// <param name="Classes">Probability of each class; they sum to 1.</param>
/// <param name="Subclasses">Probability of each sub-class; those of a class sum to that class's.</param>
/// <param name="Fingerprint">What identifies the sound; null where there is nothing to hear.</param>
/// <param name="Model">The model's name and version.</param>
public sealed record Hearing(
    string Class,
    string? Subclass,
    float Confidence,
    IReadOnlyDictionary<string, float> Classes,
    IReadOnlyDictionary<string, float> Subclasses,
    WireFingerprint? Fingerprint,
    string Model);
