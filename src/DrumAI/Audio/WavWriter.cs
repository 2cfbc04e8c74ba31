using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DrumAI.Audio;

/// <summary>Writes sounds as WAV files in memory, which every browser and every other program plays.</summary>
public static class WavWriter
{
    private const short IntegerPcm = 1, IeeeFloat = 3;

    /// <summary>All channels as 32-bit floats, in which nothing is lost.</summary>
    public static byte[] ToFloat32(Pcm pcm)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        byte[] file = Make(IeeeFloat, pcm.ChannelCount, pcm.SampleRate, sizeof(float), pcm.FrameCount, out int start);
        var data = file.AsSpan(start);
        if (BitConverter.IsLittleEndian) MemoryMarshal.AsBytes(pcm.Samples.AsSpan()).CopyTo(data);
        else
            for (int i = 0; i < pcm.Samples.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(data[(i * sizeof(float))..], pcm.Samples[i]);
        return file;
    }

    /// <summary>One channel in 16 bits, rounded; amplitudes beyond full scale are cut.</summary>
    /// <param name="mono">Amplitudes.</param>
    /// <param name="sampleRate">Frames a second, in Hz.</param>
    public static byte[] ToInt16(ReadOnlySpan<float> mono, int sampleRate)
    {
        byte[] file = Make(IntegerPcm, 1, sampleRate, sizeof(short), mono.Length, out int start);
        for (int i = 0; i < mono.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(start + (i * sizeof(short))), (short)Math.Round(Math.Clamp(mono[i], -1, 1) * short.MaxValue));
        return file;
    }

    /// <summary>A file whose data chunk, the last, begins at <paramref name="start"/>. Floats have a longer format chunk, and one that counts frames.</summary>
    private static byte[] Make(short tag, int channels, int rate, int width, int frames, out int start)
    {
        int formatLength = tag == IntegerPcm ? 16 : 18, dataLength = frames * channels * width;
        start = 28 + formatLength + (tag == IntegerPcm ? 0 : 12);
        var file = new byte[start + dataLength];
        "RIFF"u8.CopyTo(file);
        Int32(4, file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        Int32(16, formatLength);
        Int16(20, tag);
        Int16(22, (short)channels);
        Int32(24, rate);
        Int32(28, rate * channels * width);
        Int16(32, (short)(channels * width));
        Int16(34, (short)(8 * width));
        if (tag != IntegerPcm)
        {
            "fact"u8.CopyTo(file.AsSpan(38));
            Int32(42, 4);
            Int32(46, frames);
        }

        "data"u8.CopyTo(file.AsSpan(start - 8));
        Int32(start - 4, dataLength);
        return file;

        void Int32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        void Int16(int at, short value) => BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), value);
    }
}
