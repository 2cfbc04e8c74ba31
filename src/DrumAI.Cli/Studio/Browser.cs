using System.ComponentModel;
using System.Diagnostics;

namespace DrumAI.Cli.Studio;

/// <summary>The musician's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address in it; says so where there is none.</summary>
    public static void Open(string address, TextWriter error)
    {
        var (program, argument) = OperatingSystem.IsMacOS() ? ("open", address) : OperatingSystem.IsWindows() ? (address, "") : ("xdg-open", address);
        try
        {
            using var started = Process.Start(new ProcessStartInfo(program, argument) { UseShellExecute = OperatingSystem.IsWindows() });
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            error.WriteLine($"drumai studio: no browser could be opened; open {address} yourself.");
        }
    }
}
