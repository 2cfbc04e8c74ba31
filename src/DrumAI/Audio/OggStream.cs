namespace DrumAI.Audio;

/// <summary>What the page headers of an Ogg file tell without decoding it (RFC 3533, section 6).</summary>
internal static class OggStream
{
    private const int MaxPageLength = 65_307, HeaderLength = 27, FlagsOffset = 5, SegmentCountOffset = 26, LastPageFlag = 4;

    /// <summary>Whether the last page there is whole and bears the mark of a stream's end.</summary>
    public static bool IsComplete(ByteSource source)
    {
        long from = Math.Max(0, source.Length - MaxPageLength);
        ReadOnlySpan<byte> tail = source.Window(from, new byte[(int)(source.Length - from)]);
        int start = tail.LastIndexOf("OggS"u8);
        if (start < 0) return false;
        ReadOnlySpan<byte> page = tail[start..];
        if (page.Length < HeaderLength || (page[FlagsOffset] & LastPageFlag) == 0) return false;
        int segmentCount = page[SegmentCountOffset], length = HeaderLength + segmentCount;
        if (page.Length < length) return false;
        foreach (byte lacing in page.Slice(HeaderLength, segmentCount)) length += lacing;
        return page.Length >= length;
    }

    /// <summary>Whether the first page names a coding that libsndfile reads, so that its refusal means damage.</summary>
    public static bool HasKnownCoding(ByteSource source)
    {
        ReadOnlySpan<byte> page = source.Window(0, new byte[64]);
        return page.IndexOf("\u0001vorbis"u8) >= 0 || page.IndexOf("OpusHead"u8) >= 0 || page.IndexOf("\u007FFLAC"u8) >= 0;
    }
}
