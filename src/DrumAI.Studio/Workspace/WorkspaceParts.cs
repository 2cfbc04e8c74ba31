namespace DrumAI.Studio.Workspace;

/// <summary>What of a workspace has changed, so that only those parts of the page are drawn again that show it.</summary>
[Flags]
public enum WorkspaceParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Filters, order and layout.</summary>
    View = 1,

    /// <summary>Which sounds are listed.</summary>
    Result = 2,

    /// <summary>Which sound has the focus.</summary>
    Focus = 4,

    /// <summary>Which sounds are selected.</summary>
    Selection = 8,

    /// <summary>What is said of sounds.</summary>
    Sounds = 16,

    /// <summary>The import, and the folders.</summary>
    Library = 32,

    /// <summary>What was done last.</summary>
    Notice = 64,

    /// <summary>Which sound is heard.</summary>
    Playing = 128,

    /// <summary>Theme, language, keys, sound, classes.</summary>
    Settings = 256,

    /// <summary>What corrections would change elsewhere.</summary>
    Suggestions = 512,

    /// <summary>What is shared, and what others say.</summary>
    Sharing = 1024,
}
