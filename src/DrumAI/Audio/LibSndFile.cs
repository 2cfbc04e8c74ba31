using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumAI.Audio;

/// <summary>
/// libsndfile's C interface, as far as it is used: reading through callbacks. The library is the system's own (LGPL, linked dynamically) and
/// is loaded with the first call. Reference: its <c>sndfile.h</c>.
/// </summary>
internal static unsafe partial class LibSndFile
{
    /// <summary><c>SFM_READ</c>.</summary>
    public const int ModeRead = 0x10;

    /// <summary>The environment variable that may name a library file of one's own.</summary>
    public const string PathVariable = "DRUMAI_LIBSNDFILE";

    private const string Name = "sndfile";
    private const int CommandGetVersion = 0x1000;

    static LibSndFile() => NativeLibrary.SetDllImportResolver(typeof(LibSndFile).Assembly, Resolve);

    /// <summary><c>SF_INFO</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        public long Frames;
        public int SampleRate, Channels, Format, Sections, Seekable;
    }

    /// <summary><c>SF_VIRTUAL_IO</c>: where libsndfile gets bytes from.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct VirtualIo
    {
        public delegate* unmanaged[Cdecl]<nint, long> GetLength;
        public delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;
        public delegate* unmanaged[Cdecl]<void*, long, nint, long> Read;
        public delegate* unmanaged[Cdecl]<void*, long, nint, long> Write;
        public delegate* unmanaged[Cdecl]<nint, long> Tell;
    }

    /// <summary>The library's own name and version, for example <c>libsndfile-1.2.0</c>.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public static string Version
    {
        get
        {
            byte* buffer = stackalloc byte[128];
            _ = Command(0, CommandGetVersion, buffer, 128);
            return Marshal.PtrToStringUTF8((nint)buffer) ?? "";
        }
    }

    [LibraryImport(Name, EntryPoint = "sf_open_virtual")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint OpenVirtual(VirtualIo* io, int mode, Info* info, nint userData);

    [LibraryImport(Name, EntryPoint = "sf_readf_float")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial long ReadFrames(nint file, float* buffer, long frameCount);

    [LibraryImport(Name, EntryPoint = "sf_error")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Error(nint file);

    [LibraryImport(Name, EntryPoint = "sf_close")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Close(nint file);

    [LibraryImport(Name, EntryPoint = "sf_command")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Command(nint file, int command, void* data, int length);

    /// <summary>The names under which the systems know the library, best first. <c>DRUMAI_LIBSNDFILE</c> may name a file of one's own.</summary>
    internal static IEnumerable<string> FileNames()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named) return [named];
        if (OperatingSystem.IsWindows())
        {
            string programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return ["sndfile.dll", "libsndfile-1.dll", "libsndfile.dll", Path.Combine(programs, "libsndfile", "bin", "sndfile.dll")];
        }

        return OperatingSystem.IsMacOS()
            ? ["libsndfile.1.dylib", "libsndfile.dylib", "/opt/homebrew/lib/libsndfile.dylib", "/usr/local/lib/libsndfile.dylib", "/opt/local/lib/libsndfile.dylib"]
            : ["libsndfile.so.1", "libsndfile.so"];
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Name) return 0;
        foreach (string fileName in FileNames())
        {
            if (NativeLibrary.TryLoad(fileName, assembly, searchPath, out nint library)) return library;
        }

        // Where the user names a library, no other is taken in its stead.
        return Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named ? throw new DllNotFoundException(named) : 0;
    }
}
