using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumAI.Classification;

/// <summary>
/// Keeps ONNX Runtime from reporting. Its builds carry a client that names the machine, keeps events in a file of the user's cache and sends them to
/// its maker; it begins when the library is first used, and what is switched off later has been written already.
/// </summary>
public static partial class OnnxReporting
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>
    /// Turns it off for the process. Done by itself as soon as anything of this library is used; whoever opens networks without it calls this before.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "Whoever forgot a call would send data of users.")]
    public static void TurnOff()
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        // Elsewhere than on Windows the line above changes only what .NET itself reads.
        if (!OperatingSystem.IsWindows()) _ = SetVariable(Variable, "1", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
