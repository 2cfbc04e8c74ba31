namespace DrumAI.Audio;

/// <summary>One hit, or a loop of several.</summary>
public enum SoundKind
{
    /// <summary>One hit.</summary>
    OneShot,

    /// <summary>Several hits in regular time.</summary>
    Loop,
}
