namespace DrumAI.Audio;

/// <summary>Why a file cannot be read as sound.</summary>
public enum AudioErrorCode
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>The path names a directory.</summary>
    IsDirectory,

    /// <summary>The system refuses to read it.</summary>
    Unreadable,

    /// <summary>No bytes, or a container with no sound in it.</summary>
    Empty,

    /// <summary>The content is no sound that we know.</summary>
    NotAudio,

    /// <summary>A sound container with an encoding that we do not read.</summary>
    Unsupported,

    /// <summary>The content is damaged beyond reading.</summary>
    Corrupt,

    /// <summary>Longer than the limit.</summary>
    TooLong,

    /// <summary>A native decoder that this format needs is not installed.</summary>
    DecoderMissing,
}
