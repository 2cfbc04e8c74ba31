namespace DrumAI.Audio;

/// <summary>A file that cannot be read as sound. Bulk work records it and goes on.</summary>
public sealed class AudioFormatException(AudioErrorCode code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What is wrong, for programs.</summary>
    public AudioErrorCode Code { get; } = code;
}
