namespace DrumAI.Organising;

/// <summary>How far one file has come.</summary>
public sealed class ManifestItem
{
    internal ManifestItem(int number, string source, string target)
    {
        Number = number;
        Source = source;
        Target = target;
    }

    /// <summary>Its number in the manifest, from 0.</summary>
    public int Number { get; }

    /// <summary>Where it came from.</summary>
    public string Source { get; }

    /// <summary>Where it goes, or went.</summary>
    public string Target { get; internal set; }

    /// <summary>The last that is known of it.</summary>
    public TransferState State { get; internal set; }

    /// <summary>SHA-256 of the copy, where there is one.</summary>
    public string? Hash { get; internal set; }

    /// <summary>Why it lies where it was, or could not be brought back.</summary>
    public string? Problem { get; internal set; }
}
