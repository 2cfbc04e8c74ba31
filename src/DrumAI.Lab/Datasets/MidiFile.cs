using System.Buffers.Binary;

namespace DrumAI.Lab.Datasets;

/// <summary>Writes a standard MIDI file of one track (type 0) in which single notes of one channel follow one another, a fixed time apart.</summary>
internal static class MidiFile
{
    /// <summary>Ticks of a beat, which lasts a second here.</summary>
    private const int TicksPerSecond = 1000;

    /// <summary>The channel whose programs are drum kits, counted from 0.</summary>
    public const byte PercussionChannel = 9;

    /// <summary>Makes the file.</summary>
    /// <param name="channel">The channel, from 0: <see cref="PercussionChannel"/> for kits.</param>
    /// <param name="program">Its program: the kit.</param>
    /// <param name="notes">The notes, in order; the first sounds after one <paramref name="spacingSeconds"/>.</param>
    /// <param name="velocity">How hard each is struck, 1 to 127.</param>
    /// <param name="spacingSeconds">From one note to the next.</param>
    public static byte[] OfNotes(byte channel, int program, IEnumerable<int> notes, int velocity, double spacingSeconds)
    {
        int spacing = (int)(spacingSeconds * TicksPerSecond);
        var track = new List<byte>();
        Event(track, 0, 0xFF, 0x51, 0x03, 0x0F, 0x42, 0x40); // a beat a second
        Event(track, 0, (byte)(0xC0 | channel), (byte)program);
        foreach (int note in notes)
        {
            Event(track, spacing - spacing / 2, (byte)(0x90 | channel), (byte)note, (byte)velocity);
            Event(track, spacing / 2, (byte)(0x80 | channel), (byte)note, 0);
        }

        Event(track, spacing, 0xFF, 0x2F, 0x00);
        var file = new byte[14 + 8 + track.Count];
        "MThd"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), 6);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(10), 1);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(12), TicksPerSecond);
        "MTrk"u8.CopyTo(file.AsSpan(14));
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(18), track.Count);
        track.CopyTo(file, 22);
        return file;
    }

    private static void Event(List<byte> track, int delta, params ReadOnlySpan<byte> bytes)
    {
        for (int shift = 21; shift > 0; shift -= 7)
            if (delta >> shift > 0) track.Add((byte)(delta >> shift & 0x7F | 0x80));
        track.Add((byte)(delta & 0x7F));
        track.AddRange(bytes);
    }
}
