using DrumAI.Audio;

namespace DrumAI.Files;

/// <summary>A file that a walk came by.</summary>
/// <param name="Path">The argument as given, joined with the path below it.</param>
/// <param name="IsNamed">It stood on the command line itself, and is reported whatever it holds.</param>
/// <param name="Error">Set for a directory that could not be walked: nothing more is to be read here.</param>
public sealed record WalkedFile(string Path, bool IsNamed, AudioFormatException? Error = null)
{
    /// <summary>Whether it is to be reported: it was named, failed, bears a sound file's extension, or begins like one.</summary>
    public bool IsWanted() => IsNamed || Error is not null || AudioFile.HasSoundExtension(Path) || AudioFile.LooksLikeSound(Path);
}
