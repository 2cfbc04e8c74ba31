namespace DrumAI.Studio.Settings;

/// <summary>What the musician set, on this machine.</summary>
public sealed record StudioSettings
{
    /// <summary>Dark theme.</summary>
    public bool IsDark { get; init; } = true;

    /// <summary>Two-letter code of the language; null for the browser's.</summary>
    public string? Language { get; init; }

    /// <summary>0 to 1.</summary>
    public double Volume { get; init; } = 0.8;

    /// <summary>Every sound is brought to the same loudness.</summary>
    public bool MatchesLoudness { get; init; } = true;

    /// <summary>The map's points sound as the pointer passes over them.</summary>
    public bool HoverPlays { get; init; } = true;

    /// <summary>Letters of the classes stand at the map's points.</summary>
    public bool ShowsLetters { get; init; }

    /// <summary>Keys that were set anew, by command; an empty list takes its keys away.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Keys { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
