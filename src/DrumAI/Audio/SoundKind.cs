namespace DrumAI.Audio;

/// <summary>Whether a file holds one stroke or a rhythm.</summary>
public enum SoundKind
{
    /// <summary>One event, however long it rings: also a flam, a clap, a short roll, a shake, a scrape.</summary>
    OneShot,

    /// <summary>Several strokes in regular time.</summary>
    Loop,
}
