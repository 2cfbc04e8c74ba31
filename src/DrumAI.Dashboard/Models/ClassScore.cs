namespace DrumAI.Dashboard.Models;

/// <summary>How well a model knows a class.</summary>
/// <param name="Name">Wire name of the class.</param>
/// <param name="Precision">Share of what it calls so that is so; NaN where it calls nothing so.</param>
/// <param name="Recall">Share of what is so that it calls so; NaN where there is none.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="Support">Sounds of the class that it was judged by.</param>
public sealed record ClassScore(string Name, double Precision, double Recall, double F1, int Support);
