namespace DrumAI.Organising;

/// <summary>One line of a manifest; each event has its own of these values.</summary>
internal sealed record ManifestLine(ManifestEvent Event)
{
    /// <summary>Version of the format, in the first line.</summary>
    public int? Version { get; init; }

    public TransferMode? Mode { get; init; }

    /// <summary>Number of the file, from 0.</summary>
    public int? Item { get; init; }

    /// <summary>The folder or the file that sounds come from.</summary>
    public string? From { get; init; }

    /// <summary>The folder or the file that sounds go to.</summary>
    public string? To { get; init; }

    /// <summary>SHA-256 of what was copied.</summary>
    public string? Hash { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Message { get; init; }
}
