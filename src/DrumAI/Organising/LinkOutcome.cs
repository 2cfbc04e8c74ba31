namespace DrumAI.Organising;

/// <summary>What came of a try to make a hard link.</summary>
internal enum LinkOutcome
{
    /// <summary>It is there.</summary>
    Created,

    /// <summary>Something else lies at its place.</summary>
    Exists,

    /// <summary>There cannot be one between these two places: another file system, or one that has none.</summary>
    Impossible,
}
