namespace DrumAI.Catalogue.Entities;

/// <summary>A folder that the musician added to the library, with all that lies below it.</summary>
public sealed class LibraryFolder
{
    /// <summary>Identifies the folder in this catalogue.</summary>
    public long Id { get; init; }

    /// <summary>Its whole path, without a separator at the end.</summary>
    public required string Path { get; init; }

    /// <summary>Changes in it are to be followed while a program watches.</summary>
    public bool IsWatched { get; set; }

    /// <summary>It was not there when it was last looked for: a drive that is not connected. Its files are kept.</summary>
    public bool IsOffline { get; set; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When it was last walked to the end; null before.</summary>
    public DateTimeOffset? ListedAt { get; set; }

    /// <summary>The files found in it.</summary>
    public ICollection<SampleFile> Files { get; } = [];
}
