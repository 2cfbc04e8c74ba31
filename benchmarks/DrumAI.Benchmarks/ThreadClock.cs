using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DrumAI.Benchmarks;

/// <summary>Processor time of the calling thread, which other programs disturb little; wall time where the system does not tell.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>Milliseconds since some fixed moment.</summary>
    public static double Milliseconds()
    {
        if (!OperatingSystem.IsLinux() || ReadClock(ThreadProcessorTime, out var time) != 0) return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
        return time.Seconds * 1e3 + time.Nanoseconds / 1e6;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
