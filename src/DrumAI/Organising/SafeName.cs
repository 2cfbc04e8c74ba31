using System.Text;
using DrumAI.Search;

namespace DrumAI.Organising;

/// <summary>
/// Names that every file system takes: no characters that Windows forbids, no device names, no spaces or dots at the end, short enough also
/// for encrypted folders. And keys for names: two names with one key cannot be trusted to lie side by side everywhere, since some
/// systems do not tell capitals apart, or how an accent is written.
/// </summary>
public static class SafeName
{
    /// <summary>Longest name in bytes of UTF-8. File systems take 255; encrypted folders on Linux 143.</summary>
    public const int MaxBytes = 140;

    /// <summary>Longest extension that counts as one and is kept when a name is cut.</summary>
    private const int MaxExtensionLength = 8;

    private const string Forbidden = "<>:\"/\\|?*";

    private static readonly HashSet<string> DeviceNames = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Numbered("COM"), .. Numbered("LPT")], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name, changed where a file system would refuse it.</summary>
    /// <param name="name">A name of a file or a folder; anything, also empty.</param>
    /// <param name="number">Which of several with this name: from 2 on it stands in brackets before the extension.</param>
    public static string Of(string name, int number = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        var clean = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) || rune.IsBmp && Forbidden.Contains((char)rune.Value) ? "_" : rune.ToString());
        string safe = Trim(clean.ToString());
        int dot = safe.LastIndexOf('.');
        bool hasExtension = dot > 0 && safe.Length - dot - 1 is > 0 and <= MaxExtensionLength && safe.AsSpan(dot + 1).IndexOf(' ') < 0;
        string stem = hasExtension ? safe[..dot] : safe, extension = hasExtension ? safe[dot..] : "";
        // Windows looks at the name up to its first dot: aux.kick.wav is a device.
        if (DeviceNames.Contains(stem.Split('.')[0].TrimEnd())) stem = "_" + stem;
        string suffix = number > 1 ? $" ({number})" : "";
        stem = Cut(stem, MaxBytes - Encoding.UTF8.GetByteCount(suffix + extension));
        // What ends in a dot only now is as bad.
        if (suffix.Length + extension.Length == 0) stem = Trim(stem);
        return (stem.Length == 0 ? "sound" : stem) + suffix + extension;
    }

    /// <summary>The same for names that some file system takes for one.</summary>
    public static string KeyOf(string name) => LetterFolding.Fold(name);

    private static string Trim(string name) => name.TrimEnd('.', ' ', '\u00a0').TrimStart(' ', '\u00a0');

    private static string Cut(string text, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maxBytes) return text;
        int length = 0, bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > maxBytes) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length].TrimEnd('.', ' ');
    }

    private static IEnumerable<string> Numbered(string port) => "0123456789¹²³".Select(digit => port + digit);
}
