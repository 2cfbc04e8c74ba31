using System.Runtime.InteropServices;
using TorchSharp;

namespace DrumAI.Training;

/// <summary>Settings of the native torch library that have to stand before it is loaded.</summary>
public static partial class TorchRuntime
{
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    /// <summary>Where networks are trained: the graphics processor where torch finds one, which needs its CUDA build; else the processor.</summary>
    public static torch.Device Device => torch.cuda.is_available() ? torch.CUDA : torch.CPU;

    /// <summary>
    /// Call first thing in a program that uses torch. Lets idle threads of torch's OpenMP pool sleep rather than spin: on a machine that
    /// does anything else beside, spinning threads slow training several times over. A policy that the user has set is left as it is.
    /// </summary>
    /// <remarks>
    /// OpenMP reads the variable from the C environment once, while it is loaded; .NET's <see cref="Environment"/> keeps its own copy on Unix,
    /// so the C library has to be told.
    /// </remarks>
    public static void Prepare()
    {
        if (Environment.GetEnvironmentVariable(WaitPolicy) is not null) return;
        Environment.SetEnvironmentVariable(WaitPolicy, "passive");
        if (!OperatingSystem.IsWindows()) SetEnvironment(WaitPolicy, "passive", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
