namespace DrumAI.Catalogue.Import;

/// <summary>What an import did.</summary>
public sealed record ImportSummary
{
    /// <summary>Files that were not known before.</summary>
    public long New { get; init; }

    /// <summary>Known files whose size or time had changed.</summary>
    public long Changed { get; init; }

    /// <summary>Known files that are no longer where they were.</summary>
    public long Missing { get; init; }

    /// <summary>Known files that were left alone.</summary>
    public long Unchanged { get; init; }

    /// <summary>Sounds that were classified, for the first time or by a new model.</summary>
    public long Classified { get; init; }

    /// <summary>Sounds that were measured.</summary>
    public long Measured { get; init; }

    /// <summary>Files that could not be read.</summary>
    public long Unreadable { get; init; }

    /// <summary>Folders that were not there.</summary>
    public IReadOnlyList<string> OfflineFolders { get; init; } = [];
}
