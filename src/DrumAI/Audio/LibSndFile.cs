using System.Runtime.InteropServices;

namespace DrumAI.Audio;

/// <summary>Decodes with libsndfile, through memory.</summary>
internal static unsafe partial class LibSndFile
{
    [StructLayout(LayoutKind.Sequential)]
    private struct Info { public long Frames; public int SampleRate, Channels, Format, Sections, Seekable; }

    [LibraryImport("libsndfile.so.1", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint sf_open(string path, int mode, ref Info info);

    [LibraryImport("libsndfile.so.1")]
    private static partial long sf_readf_float(nint file, float* buffer, long frames);

    [LibraryImport("libsndfile.so.1")]
    private static partial int sf_close(nint file);

    public static Pcm Decode(byte[] bytes)
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        try
        {
            Info info = default;
            nint file = sf_open(path, 0x10, ref info);
            if (file == 0) throw new AudioFormatException(AudioErrorCode.NotAudio, "libsndfile cannot open it.");
            var samples = new float[info.Frames * info.Channels];
            fixed (float* p = samples) sf_readf_float(file, p, info.Frames);
            _ = sf_close(file);
            return new Pcm(samples, info.Channels, info.SampleRate);
        }
        finally { File.Delete(path); }
    }
}
