namespace DrumAI.Components.Sound;

/// <summary>How the browser's sound engine plays.</summary>
public sealed record SoundOptions
{
    /// <summary>Where a sound lies, relative to the page's base; <c>{id}</c> stands for its number.</summary>
    public string Url { get; init; } = "sounds/{id}/audio";

    /// <summary>Room for decoded sounds.</summary>
    public long CacheBytes { get; init; } = 96 * 1024 * 1024;

    /// <summary>0 to 1.</summary>
    public double Volume { get; init; } = 1;

    /// <summary>Repeat until something else is played.</summary>
    public bool Loop { get; init; }

    /// <summary>Bring every sound to the same loudness (ITU-R BS.1770, the loudest 400 ms), never past full scale.</summary>
    public bool MatchLoudness { get; init; } = true;

    /// <summary>The loudness that <see cref="MatchLoudness"/> aims at, in LUFS.</summary>
    public double TargetLufs { get; init; } = -20;
}
