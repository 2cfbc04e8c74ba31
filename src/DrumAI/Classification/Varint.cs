namespace DrumAI.Classification;

/// <summary>Whole numbers as Protobuf and LevelDB write them: seven bits a byte, the lowest first, the eighth bit set on all bytes but the last.</summary>
internal static class Varint
{
    /// <summary>Reads one, and moves on behind it; false where the bytes end before it does, or it is longer than 64 bits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && at < bytes.Length; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return true;
        }

        return false;
    }
}
