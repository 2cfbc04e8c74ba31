namespace DrumAI.Dashboard.Models;

/// <summary>A step of learning.</summary>
/// <param name="Step">Which, from 1.</param>
/// <param name="Loss">What was left to learn after it.</param>
public sealed record LearningStep(int Step, double Loss);
