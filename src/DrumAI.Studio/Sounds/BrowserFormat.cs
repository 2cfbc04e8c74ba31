using System.Buffers.Binary;
using DrumAI.Audio;

namespace DrumAI.Studio.Sounds;

/// <summary>Which sound files browsers play as they are.</summary>
internal static class BrowserFormat
{
    /// <summary>So many bytes of a file tell.</summary>
    public const int HeadLength = 16 * 1024;

    private const int PcmTag = 1, FloatTag = 3, ExtensibleTag = 0xFFFE;

    /// <summary>The media type under which to send a file as it is; null where it has to be converted.</summary>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes, or all.</param>
    public static string? MediaTypeOf(ReadOnlySpan<byte> head) => AudioFile.Sniff(head) switch
    {
        AudioContainer.Wav when IsPlainWav(head) => "audio/wav",
        AudioContainer.Flac => "audio/flac",
        AudioContainer.Ogg => "audio/ogg",
        AudioContainer.Mpeg => "audio/mpeg",
        _ => null,
    };

    /// <summary>Little-endian RIFF that begins with a format of linear integers up to 32 bits, or floats of 32.</summary>
    private static bool IsPlainWav(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("RIFF"u8) || head.Length < 44) return false;
        for (long at = 12; at + 24 <= head.Length;)
        {
            var chunk = head[(int)at..];
            if (chunk.StartsWith("fmt "u8)) return IsPlainFormat(chunk[8..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += 8 + size + (size & 1);
        }

        return false;
    }

    private static bool IsPlainFormat(ReadOnlySpan<byte> format)
    {
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format), bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        // Where the tag is "extensible", the true one lies behind it.
        if (tag == ExtensibleTag && format.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        return (tag == PcmTag && bits is 8 or 16 or 24 or 32) || (tag == FloatTag && bits == 32);
    }
}
