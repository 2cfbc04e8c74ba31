namespace DrumAI.Data.Entities;

/// <summary>
/// What a model said within an hour, and what users said to it, by class: sums over everybody, and never a row for a prediction.
/// </summary>
public sealed class ModelActivity
{
    /// <summary>The hour: whole hours since 1970, UTC.</summary>
    public int Hour { get; init; }

    /// <summary>The model.</summary>
    public int ModelId { get; init; }

    /// <summary>The class that the model heard.</summary>
    public int ClassId { get; init; }

    /// <summary>Sounds that the service heard as this class.</summary>
    public long Predictions { get; set; }

    /// <summary>Sum of the probabilities that the model gave the class.</summary>
    public double Confidence { get; set; }

    /// <summary>Of the predictions, those with a probability under one half.</summary>
    public long Unsure { get; set; }

    /// <summary>Votes on sounds that the model had heard as this class.</summary>
    public long Votes { get; set; }

    /// <summary>Of the votes, those for another class.</summary>
    public long Corrections { get; set; }
}
