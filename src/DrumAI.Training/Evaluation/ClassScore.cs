namespace DrumAI.Training.Evaluation;

/// <summary>How well one class, or sub-class, is recognised against all others.</summary>
/// <param name="Name">Wire name.</param>
/// <param name="Precision">Share of what was taken for it that is it.</param>
/// <param name="Recall">Share of it that was recognised.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="Support">How many true rows it has.</param>
public sealed record ClassScore(string Name, double Precision, double Recall, double F1, int Support);
