namespace DrumAI.Data.Entities;

/// <summary>A file of a data set: a path at which a sound lies, and the label that the set gives it. Only in a lab's store.</summary>
public sealed class DataSetFile
{
    /// <summary>Identifies the file in this database.</summary>
    public long Id { get; init; }

    /// <summary>The set.</summary>
    public int DataSetId { get; init; }

    /// <summary>Path within the set, with slashes; no two files of a set share it.</summary>
    public required string Path { get; init; }

    /// <summary>Length in bytes when it was last read.</summary>
    public long Size { get; set; }

    /// <summary>Ticks of its time of last change, UTC, when it was last read.</summary>
    public long ModifiedTicks { get; set; }

    /// <summary>The sound in it; null where it was not read yet, or cannot be.</summary>
    public long? SampleId { get; set; }

    /// <summary>The class that the set gives it; null where it gives none.</summary>
    public int? ClassId { get; set; }

    /// <summary>The sub-class that the set gives it; null where it gives none.</summary>
    public int? SubclassId { get; set; }

    /// <summary>Why it cannot be read, for programs: a code of <see cref="DrumAI.Files.FileError"/>.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>Why it cannot be read, for people.</summary>
    public string? ErrorMessage { get; set; }
}
