using DrumAI.Features;

namespace DrumAI.Catalogue.Import;

/// <summary>What came of measuring a sound.</summary>
/// <param name="File">The file that was read.</param>
internal sealed record MeasuredFile(PendingFile File)
{
    /// <summary>Its features; null where there are none.</summary>
    public SoundFeatures? Features { get; init; }

    /// <summary>Why there are none although the file was read: a fault of ours, which is written down, and not met again at every scan.</summary>
    public string? Fault { get; init; }

    /// <summary>The file could not be read now, or has changed: the sound stays as it is until the next listing.</summary>
    public bool IsPutOff => Features is null && Fault is null;
}
