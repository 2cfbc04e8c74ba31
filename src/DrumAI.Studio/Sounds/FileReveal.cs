using System.ComponentModel;
using System.Diagnostics;

namespace DrumAI.Studio.Sounds;

/// <summary>Shows a file in the system's own file manager.</summary>
internal static class FileReveal
{
    /// <summary>Opens its folder, with the file selected where the system can do that. False where there is no file manager.</summary>
    public static bool Show(string path)
    {
        var (program, arguments) = OperatingSystem.IsWindows() ? ("explorer.exe", [$"/select,{path}"])
            : OperatingSystem.IsMacOS() ? ("open", ["-R", path])
            : ("xdg-open", new[] { Path.GetDirectoryName(path)! });
        try
        {
            using var started = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false });
            return started is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
