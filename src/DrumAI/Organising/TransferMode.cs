namespace DrumAI.Organising;

/// <summary>How a file comes into its new folder.</summary>
public enum TransferMode
{
    /// <summary>As a copy.</summary>
    Copy,

    /// <summary>As a second name of the same file; on one file system only.</summary>
    HardLink,

    /// <summary>As a link to where it lies.</summary>
    SymbolicLink,

    /// <summary>It leaves its old folder.</summary>
    Move,
}
