namespace DrumAI.Audio;

/// <summary>What the frame headers of an MPEG audio stream tell without decoding it.</summary>
internal static class MpegStream
{
    /// <summary>Whether the stream breaks off within a frame.</summary>
    public static bool IsCut(ByteSource source)
    {
        Span<byte> scratch = stackalloc byte[MpegFrame.HeaderLength];
        long offset = 0;
        while (MpegFrame.TryParse(source.Window(offset, scratch), out MpegFrame frame)) offset += frame.ByteCount;
        return offset > source.Length;
    }
}
