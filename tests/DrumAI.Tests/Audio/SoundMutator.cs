using System.Buffers.Binary;

namespace DrumAI.Tests.Audio;

/// <summary>Damages sound files in the ways that disks, downloads and bad programs do, and in a few that only malice does.</summary>
internal sealed class SoundMutator(IReadOnlyList<byte[]> originals, int seed)
{
    private static readonly uint[] Extremes =
        [0, 1, 2, 7, 8, 0x7F, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFF024, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFE, 0xFFFFFFFF];

    private readonly Random random = new(seed);

    /// <summary>A damaged file: one to four wounds to one of the originals.</summary>
    public byte[] Next()
    {
        byte[] bytes = [.. originals[random.Next(originals.Count)]];
        for (int wounds = 1 + random.Next(4); wounds > 0 && bytes.Length > 0; wounds--) bytes = Wound(bytes);
        return bytes;
    }

    private byte[] Wound(byte[] bytes)
    {
        switch (random.Next(10))
        {
            case 0: // a few flipped bits anywhere
                for (int count = 1 + random.Next(16); count > 0; count--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1: // flipped bits where the headers are
                for (int count = 1 + random.Next(4); count > 0; count--) bytes[Head(bytes)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2: // another byte in the header
                bytes[Head(bytes)] = (byte)random.Next(256);
                return bytes;
            case 3: // the file ends early
                return bytes[..random.Next(bytes.Length)];
            case 4: // the file ends within its header
                return bytes[..Head(bytes)];
            case 5: // a size or a count becomes extreme
                Overwrite(bytes, Head(bytes) & ~(random.Next(2) == 0 ? 1 : 0), Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 6: // a size or a count is a little wrong
                int at = Head(bytes);
                if (at + 4 <= bytes.Length) Overwrite(bytes, at, (uint)(BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) + random.Next(-9, 10)));
                return bytes;
            case 7: // a stretch is lost
                int from = random.Next(bytes.Length), length = random.Next(1, Math.Min(4096, bytes.Length - from) + 1);
                return [.. bytes[..from], .. bytes[(from + length)..]];
            case 8: // a stretch of another file gets in
                byte[] other = originals[random.Next(originals.Count)];
                int start = random.Next(other.Length), end = random.Next(start, Math.Min(other.Length, start + 4096));
                int place = random.Next(2) == 0 ? Head(bytes) : random.Next(bytes.Length);
                return [.. bytes[..place], .. other[start..end], .. bytes[(random.Next(2) == 0 ? place : Math.Min(bytes.Length, place + end - start))..]];
            default: // a stretch becomes noise, or silence
                int first = random.Next(bytes.Length);
                Span<byte> stretch = bytes.AsSpan(first, Math.Min(bytes.Length - first, random.Next(1, 2048)));
                if (random.Next(2) == 0) random.NextBytes(stretch);
                else stretch.Clear();
                return bytes;
        }
    }

    /// <summary>An offset among the first bytes, where formats keep their headers.</summary>
    private int Head(byte[] bytes) => random.Next(Math.Min(bytes.Length, random.Next(2) == 0 ? 64 : 512));

    private void Overwrite(byte[] bytes, int at, uint value)
    {
        if (at + 4 > bytes.Length) return;
        if (random.Next(2) == 0) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        else BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
    }
}
