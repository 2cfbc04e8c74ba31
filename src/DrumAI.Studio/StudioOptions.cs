namespace DrumAI.Studio;

/// <summary>How the Studio is started.</summary>
public sealed record StudioOptions
{
    /// <summary>The port that is listened on when none is asked for.</summary>
    public const int DefaultPort = 5252;

    /// <summary>Port on the loopback address, 0 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Folder of the catalogue.</summary>
    public string DataFolder { get; init; } = Catalogue.DataFolder.Default;

    /// <summary>Folder of the model to hear with; null for the one that the library was last heard with.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Folders to add to the library before anything else.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Files read at once while importing, 1 or more.</summary>
    public int ImportThreadCount { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Says what makes no sense, if anything does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public StudioOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfLessThan(ImportThreadCount, 1);
        return this;
    }
}
