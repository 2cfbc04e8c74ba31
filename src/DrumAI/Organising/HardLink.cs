using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DrumAI.Organising;

/// <summary>
/// Hard links, which the framework lacks. Making one is also the one way to give a file a name only where nothing has it, at once and on
/// every system; a move is a link and the removal of the old name.
/// </summary>
internal static partial class HardLink
{
    private const int FileExists = 17;
    private const int WindowsFileExists = 80, WindowsAlreadyExists = 183;

    // Not permitted, other device, too many links, and the ways to say "not supported" of Linux, macOS and both.
    private static readonly int[] Impossible = [1, 18, 31, 38, 45, 95, 102];

    // Invalid function, other device, not supported, too many links.
    private static readonly int[] WindowsImpossible = [1, 17, 50, 1142];

    /// <summary>Makes a link.</summary>
    /// <param name="file">A file, not a link to one.</param>
    /// <param name="link">Its new name.</param>
    /// <exception cref="IOException">The system refuses for another reason, which its message says.</exception>
    public static LinkOutcome TryCreate(string file, string link)
    {
        bool windows = OperatingSystem.IsWindows();
        if (windows ? CreateHardLink(link, file, 0) : Link(file, link) == 0) return LinkOutcome.Created;
        int error = Marshal.GetLastPInvokeError();
        if (windows ? error is WindowsFileExists or WindowsAlreadyExists : error == FileExists) return LinkOutcome.Exists;
        if ((windows ? WindowsImpossible : Impossible).Contains(error)) return LinkOutcome.Impossible;
        throw new IOException($"{link}: {new Win32Exception(error).Message}");
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string link);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string link, string file, nint security);
}
