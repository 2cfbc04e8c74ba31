namespace DrumAI.Service.Monitoring;

/// <summary>What a model said of a class within an hour or a day, and what users said to it.</summary>
/// <param name="From">When it began.</param>
/// <param name="Model">The model.</param>
/// <param name="Class">Wire name of the class that the model heard.</param>
/// <param name="Predictions">How often it did.</param>
/// <param name="MeanConfidence">Mean probability that it gave the class; null where it heard none.</param>
/// <param name="Unsure">Predictions with a probability under one half.</param>
/// <param name="Votes">Votes on sounds that it had heard so.</param>
/// <param name="Corrections">Votes for another class.</param>
public sealed record ActivityRow(DateTimeOffset From, string Model, string Class, long Predictions, double? MeanConfidence, long Unsure, long Votes, long Corrections)
{
    /// <summary>Share of votes for another class; null without votes.</summary>
    public double? CorrectionRate => Votes == 0 ? null : (double)Corrections / Votes;
}
