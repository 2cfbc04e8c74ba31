namespace DrumAI.Organising;

/// <summary>What a line of a manifest says.</summary>
internal enum ManifestEvent
{
    /// <summary>The first line: which folders, and how.</summary>
    Opened,

    /// <summary>A file is to go somewhere.</summary>
    Plan,

    /// <summary>The plan is whole; from here on things are done.</summary>
    Planned,

    /// <summary>A folder is about to be made.</summary>
    Folder,

    /// <summary>A file is about to go to its place.</summary>
    Begin,

    /// <summary>Its copy is there and was compared; now the original is about to be removed.</summary>
    Copied,

    /// <summary>It is there.</summary>
    Done,

    /// <summary>It could not be taken, and lies where it was.</summary>
    Failed,

    /// <summary>All was done that could be.</summary>
    Finished,

    /// <summary>A moved file is about to go back to where it was; nothing lies there.</summary>
    Restore,

    /// <summary>A file is back; nothing of it is left in the new folder.</summary>
    Undone,
}
