using System.Reflection;
using System.Runtime.InteropServices;
using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

/// <summary>Makes sound files of every kind through libsndfile, so that our readers meet what another program wrote.</summary>
internal static unsafe partial class SndFileWriter
{
    public const int Wav = 0x010000, Aiff = 0x020000, Au = 0x030000, Svx = 0x060000, W64 = 0x0B0000, Wavex = 0x130000,
        Flac = 0x170000, Caf = 0x180000, Ogg = 0x200000, Rf64 = 0x220000, Mpeg = 0x230000;

    public const int S8 = 1, S16 = 2, S24 = 3, S32 = 4, U8 = 5, Single = 6, Double = 7, MuLaw = 0x10, ALaw = 0x11, ImaAdpcm = 0x12, MsAdpcm = 0x13,
        Gsm610 = 0x20, Vorbis = 0x60, Opus = 0x64, Alac16 = 0x70, MpegLayer3 = 0x82;

    public const int LittleEndian = 0x10000000, BigEndian = 0x20000000;

    private const int ModeWrite = 0x20, SetClipping = 0x10C0;

    static SndFileWriter() => NativeLibrary.SetDllImportResolver(typeof(SndFileWriter).Assembly, Resolve);

    /// <summary>Whether this machine has the library.</summary>
    public static bool IsAvailable { get; } = LibSndFile.FileNames().Any(name => NativeLibrary.TryLoad(name, out _));

    /// <summary>The bytes of a file in a libsndfile format.</summary>
    public static byte[] Write(int format, Pcm pcm)
    {
        string path = Path.Combine(Path.GetTempPath(), $"drumai-{Guid.NewGuid():N}");
        try
        {
            LibSndFile.Info info = new() { SampleRate = pcm.SampleRate, Channels = pcm.ChannelCount, Format = format };
            nint file = Open(path, ModeWrite, &info);
            if (file == 0) throw new NotSupportedException($"libsndfile does not write format {format:X} with {pcm.ChannelCount} channels at {pcm.SampleRate} Hz.");
            _ = Command(file, SetClipping, null, 1);
            fixed (float* samples = pcm.Samples)
            {
                if (WriteFrames(file, samples, pcm.FrameCount) != pcm.FrameCount) throw new IOException("libsndfile wrote less than it was given.");
            }

            _ = LibSndFile.Close(file);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name != "sndfile" ? 0
        : LibSndFile.FileNames().Select(file => NativeLibrary.TryLoad(file, out nint library) ? library : 0).FirstOrDefault(library => library != 0);

    [LibraryImport("sndfile", EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int mode, LibSndFile.Info* info);

    [LibraryImport("sndfile", EntryPoint = "sf_writef_float")]
    private static partial long WriteFrames(nint file, float* samples, long frameCount);

    [LibraryImport("sndfile", EntryPoint = "sf_command")]
    private static partial int Command(nint file, int command, void* data, int size);
}
