namespace DrumAI.Dashboard.Statistics;

/// <summary>What is in the database, in figures that say nothing of anybody.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="Sounds">Sounds.</param>
/// <param name="Votes">Last words of users on sounds.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="Settled">Sounds with a label that was agreed on, or decided.</param>
/// <param name="Decided">Of these, those that an administrator decided.</param>
/// <param name="Model">The model whose predictions are counted; null where there are none.</param>
/// <param name="Classes">By class, in the taxonomy's order.</param>
/// <param name="Subclasses">By sub-class.</param>
/// <param name="Growth">How it came to be that many, the oldest first.</param>
public sealed record ServiceStatistics(
    DateTimeOffset At,
    long Sounds,
    long Votes,
    long Accounts,
    long Settled,
    long Decided,
    string? Model,
    IReadOnlyList<ClassCount> Classes,
    IReadOnlyList<ClassCount> Subclasses,
    Growth Growth);
