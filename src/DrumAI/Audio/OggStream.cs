namespace DrumAI.Audio;

/// <summary>What the page headers of an Ogg file tell without decoding it (RFC 3533).</summary>
internal static class OggStream
{
    private const int MaxPageLength = 65_307, FlagsOffset = 5, LastPageFlag = 4;

    /// <summary>Whether the last page there is bears the mark of a stream's end.</summary>
    public static bool IsComplete(ByteSource source)
    {
        long from = Math.Max(0, source.Length - MaxPageLength);
        ReadOnlySpan<byte> tail = source.Window(from, new byte[(int)(source.Length - from)]);
        int page = tail.LastIndexOf("OggS"u8);
        return page >= 0 && page + FlagsOffset < tail.Length && (tail[page + FlagsOffset] & LastPageFlag) != 0;
    }
}
