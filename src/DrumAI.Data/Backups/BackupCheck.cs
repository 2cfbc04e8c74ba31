namespace DrumAI.Data.Backups;

/// <summary>What was done to see that a backup can be restored.</summary>
public enum BackupCheck
{
    /// <summary>It was read to its end; the role may not make the database into which it would have been restored.</summary>
    Read,

    /// <summary>It was restored beside the database, and each table compared row by row.</summary>
    Restored,
}
