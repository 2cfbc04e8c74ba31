namespace DrumAI.Data.Entities;

/// <summary>What a worker can do. The numbers are in the database.</summary>
public enum JobKind
{
    /// <summary>Trains new heads from what has been agreed on, and promotes the model if it is better.</summary>
    Retrain = 0,
}
