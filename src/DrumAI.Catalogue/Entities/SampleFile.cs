namespace DrumAI.Catalogue.Entities;

/// <summary>A file of the library: a place where a sound lies.</summary>
public sealed class SampleFile
{
    /// <summary>Identifies the file in this catalogue.</summary>
    public long Id { get; init; }

    /// <summary>The library's folder in which it was found.</summary>
    public long FolderId { get; init; }

    /// <inheritdoc cref="FolderId"/>
    public LibraryFolder? Folder { get; init; }

    /// <summary>Its whole path.</summary>
    public required string Path { get; init; }

    /// <summary>Its name, without folder and extension.</summary>
    public required string Name { get; init; }

    /// <summary>The words of its name, for the index of names.</summary>
    public required string NameWords { get; init; }

    /// <summary>The words of its folders' names from the library's folder on, for the index of names.</summary>
    public required string FolderWords { get; init; }

    /// <summary>Length in bytes when it was last seen.</summary>
    public long Size { get; set; }

    /// <summary>Ticks of its time of last change, UTC, when it was last seen.</summary>
    public long ModifiedTicks { get; set; }

    /// <summary>It was not found where it had been, although its folder was there.</summary>
    public bool IsMissing { get; set; }

    /// <summary>The sound in it; null where it cannot be read.</summary>
    public long? SampleId { get; set; }

    /// <inheritdoc cref="SampleId"/>
    public DrumSample? Sample { get; init; }

    /// <summary>Why it cannot be read, for programs: a code of <see cref="DrumAI.Files.FileError"/>.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>Why it cannot be read, for people.</summary>
    public string? ErrorMessage { get; set; }
}
