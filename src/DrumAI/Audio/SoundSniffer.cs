namespace DrumAI.Audio;

/// <summary>Tells what kind of sound file some bytes begin.</summary>
internal static class SoundSniffer
{
    /// <summary>As many first bytes as are ever of use.</summary>
    public const int HeadLength = 1 << 14;

    /// <summary>Junk before the first MPEG frame is passed over up to this length.</summary>
    private const int MaxJunkLength = 1 << 12;

    /// <summary>Finds the kind of a file, and where its stream begins behind tags and junk.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">Offset of the stream.</param>
    public static AudioContainer Sniff(ByteSource source, out long start)
    {
        start = 0;
        var scratch = new byte[(int)Math.Min(HeadLength, source.Length)];
        for (int tagCount = 0; tagCount < 8; tagCount++)
        {
            ReadOnlySpan<byte> head = source.Window(start, scratch);
            if (Id3Length(head) is not { } tagLength) return Sniff(head, start + head.Length >= source.Length, tagCount > 0, ref start);
            start += tagLength;
        }

        return AudioContainer.Unknown;
    }

    /// <summary>Finds the kind of a file by its first bytes alone. An ID3 tag that reaches beyond them is taken for an MPEG stream's.</summary>
    /// <param name="head">The first bytes.</param>
    public static AudioContainer Sniff(ReadOnlySpan<byte> head)
    {
        int tagCount = 0;
        for (; tagCount < 8 && Id3Length(head) is { } tagLength; tagCount++)
        {
            if (tagLength >= head.Length) return AudioContainer.Mpeg;
            head = head[(int)tagLength..];
        }

        long start = 0;
        return Sniff(head, head.Length < HeadLength, tagCount > 0, ref start);
    }

    private static AudioContainer Sniff(ReadOnlySpan<byte> head, bool isWhole, bool isTagged, ref long start)
    {
        AudioContainer known = ByMagic(head);
        if (known != AudioContainer.Unknown) return known;
        int offset = FirstMpegFrame(head, isWhole, isTagged);
        if (offset < 0) return AudioContainer.Unknown;
        start += offset;
        return AudioContainer.Mpeg;
    }

    private static AudioContainer ByMagic(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12) return AudioContainer.Unknown;
        ReadOnlySpan<byte> magic = head[..4], form = head.Slice(8, 4);
        if (magic.SequenceEqual("RIFF"u8) || magic.SequenceEqual("RIFX"u8) || magic.SequenceEqual("RF64"u8) || magic.SequenceEqual("BW64"u8))
            return form.SequenceEqual("WAVE"u8) ? AudioContainer.Wav : AudioContainer.Unknown;
        if (magic.SequenceEqual("FORM"u8))
        {
            if (form.SequenceEqual("AIFF"u8) || form.SequenceEqual("AIFC"u8)) return AudioContainer.Aiff;
            return form.SequenceEqual("8SVX"u8) || form.SequenceEqual("16SV"u8) ? AudioContainer.Svx : AudioContainer.Unknown;
        }

        if (magic.SequenceEqual("fLaC"u8)) return AudioContainer.Flac;
        if (magic.SequenceEqual("OggS"u8)) return head[..Math.Min(64, head.Length)].IndexOf("theora"u8) < 0 ? AudioContainer.Ogg : AudioContainer.Unknown;
        if (magic.SequenceEqual("riff"u8) && head.Length >= 28 && head.Slice(24, 4).SequenceEqual("wave"u8)) return AudioContainer.Wave64;
        if (magic.SequenceEqual(".snd"u8) || magic.SequenceEqual("dns."u8)) return AudioContainer.Au;
        if (magic.SequenceEqual("caff"u8)) return AudioContainer.Caf;
        bool isForeign = head[4..].StartsWith("ftypM4A"u8) || head[4..].StartsWith("ftypM4B"u8) || magic.SequenceEqual("wvpk"u8)
            || magic.SequenceEqual("MAC "u8) || head.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]);
        return isForeign ? AudioContainer.Foreign : AudioContainer.Unknown;
    }

    /// <summary>
    /// Length of an ID3v2 tag at the start, header and footer included; null where there is none. (ID3v2.4 structure, section 3.1: 7 bits a
    /// size byte.)
    /// </summary>
    private static long? Id3Length(ReadOnlySpan<byte> head)
    {
        if (head.Length < 10 || !head.StartsWith("ID3"u8) || head[3] == 0xFF || head[4] == 0xFF) return null;
        long size = 0;
        foreach (byte part in head.Slice(6, 4))
        {
            if (part > 0x7F) return null;
            size = (size << 7) | part;
        }

        return size + ((head[5] & 0x10) != 0 ? 20 : 10);
    }

    /// <summary>
    /// Where the first of several MPEG frames in a row begins, or -1. A header is only 11 fixed bits, so at the very start two in a row are
    /// asked for, behind junk three; the end of the file counts as one more.
    /// </summary>
    private static int FirstMpegFrame(ReadOnlySpan<byte> head, bool isWhole, bool isTagged)
    {
        for (int offset = 0; offset + MpegFrame.HeaderLength <= head.Length && offset <= MaxJunkLength; offset++)
        {
            if (head[offset] == 0xFF && FollowingFrames(head[offset..], isWhole, offset == 0 || isTagged ? 2 : 3)) return offset;
        }

        return -1;
    }

    private static bool FollowingFrames(ReadOnlySpan<byte> stream, bool isWhole, int wanted)
    {
        MpegFrame first = default;
        for (int count = 0; count < wanted; count++)
        {
            if (count > 0 && stream.IsEmpty) return isWhole;
            if (!MpegFrame.TryParse(stream, out MpegFrame frame) || (count > 0 && !frame.IsLike(first))) return false;
            if (count == 0) first = frame;
            if (frame.ByteCount > stream.Length) return count + 1 >= wanted;
            stream = stream[frame.ByteCount..];
        }

        return true;
    }
}
