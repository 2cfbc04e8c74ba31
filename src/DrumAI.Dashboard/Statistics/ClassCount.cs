namespace DrumAI.Dashboard.Statistics;

/// <summary>Sounds of a class or sub-class.</summary>
/// <param name="Class">Wire name of the class.</param>
/// <param name="Subclass">Wire name of the sub-class; null where the class is counted.</param>
/// <param name="Settled">Sounds of this label by what was agreed on.</param>
/// <param name="Predicted">Sounds of this label by the model.</param>
public sealed record ClassCount(string Class, string? Subclass, long Settled, long Predicted);
