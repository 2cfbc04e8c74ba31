namespace DrumAI.Organising;

/// <summary>Into which folders sounds are sorted.</summary>
public enum FolderScheme
{
    /// <summary>One folder a class: <c>Hat</c>.</summary>
    Class,

    /// <summary>Within it one a sub-class: <c>Hat/Hat_Open</c>.</summary>
    Subclass,

    /// <summary>One folder a kit, which is the folder that the sounds come from, and within it one a class: <c>TR-808/Hat</c>.</summary>
    Kit,
}
