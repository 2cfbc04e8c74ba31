namespace DrumAI.Catalogue;

/// <summary>Where a catalogue lies.</summary>
public static class DataFolder
{
    /// <summary>
    /// The platform's usual place: <c>$XDG_DATA_HOME/drumai</c> or <c>~/.local/share/drumai</c> on Linux, <c>~/Library/Application Support/drumai</c>
    /// on macOS, <c>%LOCALAPPDATA%\drumai</c> on Windows.
    /// </summary>
    public static string Default =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "drumai");
}
