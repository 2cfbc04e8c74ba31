using System.Buffers.Binary;

namespace DrumAI.Service.Consensus;

/// <summary>
/// A user's confusion counts, as Dawid and Skene estimate them: for each class that sounds were settled on, how often the user said which class. Most
/// users meet few classes, so only what is not zero is kept.
/// </summary>
public sealed class VoterCounts
{
    private const int EntryLength = 12;
    private readonly SortedDictionary<(int Class, int Voted), double> counts = [];
    private readonly Dictionary<int, double> byClass = [];

    /// <summary>Settled sounds voted on, each weighing as much as its label is sure.</summary>
    public double Total { get; private set; }

    /// <summary>Of those, the ones on which the user is of the settled opinion.</summary>
    public double Agreed { get; private set; }

    /// <summary>How often sounds of a class were voted another.</summary>
    public double Of(int trueClass, int voted) => counts.GetValueOrDefault((trueClass, voted));

    /// <summary>Settled sounds of a class.</summary>
    public double Of(int trueClass) => byClass.GetValueOrDefault(trueClass);

    /// <summary>Adds a sound, or takes one away where the weight is negative.</summary>
    public void Add(int trueClass, int voted, double weight)
    {
        if (weight == 0) return;
        double count = Of(trueClass, voted) + weight;
        if (count > 1e-6) counts[(trueClass, voted)] = count;
        else counts.Remove((trueClass, voted));
        Total = Math.Max(0, Total + weight);
        byClass[trueClass] = Math.Max(0, Of(trueClass) + weight);
        if (trueClass == voted) Agreed = Math.Max(0, Agreed + weight);
    }

    /// <summary>The counts as they are stored.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[counts.Count * EntryLength];
        int offset = 0;
        foreach (var ((trueClass, voted), count) in counts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), trueClass);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset + 4), voted);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(offset + 8), (float)count);
            offset += EntryLength;
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static VoterCounts FromBytes(ReadOnlySpan<byte> bytes)
    {
        var counts = new VoterCounts();
        for (; bytes.Length >= EntryLength; bytes = bytes[EntryLength..])
        {
            counts.Add(
                BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
                BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]));
        }

        return counts;
    }
}
