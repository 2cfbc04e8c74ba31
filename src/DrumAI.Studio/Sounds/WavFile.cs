using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DrumAI.Audio;

namespace DrumAI.Studio.Sounds;

/// <summary>Writes sound as a WAV file of 32-bit floats, which every browser plays and nothing is lost in.</summary>
internal static class WavFile
{
    private const int HeaderLength = 58;
    private const short IeeeFloat = 3;

    public static byte[] Of(Pcm pcm)
    {
        int dataLength = pcm.Samples.Length * sizeof(float);
        var file = new byte[HeaderLength + dataLength];
        var header = file.AsSpan(0, HeaderLength);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 18);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], IeeeFloat);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)pcm.ChannelCount);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], pcm.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], pcm.SampleRate * pcm.ChannelCount * sizeof(float));
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)(pcm.ChannelCount * sizeof(float)));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * sizeof(float));
        "fact"u8.CopyTo(header[38..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[42..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[46..], pcm.FrameCount);
        "data"u8.CopyTo(header[50..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[54..], dataLength);
        var data = file.AsSpan(HeaderLength);
        if (BitConverter.IsLittleEndian) MemoryMarshal.AsBytes(pcm.Samples.AsSpan()).CopyTo(data);
        else
            for (int i = 0; i < pcm.Samples.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(data[(i * sizeof(float))..], pcm.Samples[i]);
        return file;
    }
}
