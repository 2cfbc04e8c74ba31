namespace DrumAI.Lab.Datasets;

/// <summary>A place that a data set, or a part of it, can be had from.</summary>
internal sealed record DatasetOrigin
{
    /// <summary>Address of an archive (zip, tar, tar.gz); null for a Debian package.</summary>
    public string? Url { get; init; }

    /// <summary>Name of a Debian package, fetched by apt.</summary>
    public string? Debian { get; init; }

    /// <summary>Version that the checksum belongs to: of the package, or a commit.</summary>
    public string? Version { get; init; }

    /// <summary>SHA-256 of what is fetched, in hex; null where nobody has written it down yet.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where people read about it.</summary>
    public string? Home { get; init; }

    /// <summary>The origin in a line.</summary>
    public override string ToString() => Debian is null ? Url ?? Home ?? "" : $"Debian package {Debian}{(Version is null ? "" : $" {Version}")}";
}
