using System.Runtime.InteropServices;

namespace DrumAI.Lab.Study;

/// <summary>What a model answers for every sound of a set, those that it learnt from too.</summary>
/// <param name="Classes">Class logits of each sound.</param>
/// <param name="Subclasses">Sub-class logits of each sound; all 0 where nothing was learnt of them.</param>
/// <param name="Bytes">Size of the model.</param>
/// <param name="Microseconds">Processor time of an answer once the features are there.</param>
internal sealed record Answers(float[][] Classes, float[][] Subclasses, long Bytes, double Microseconds)
{
    private const int Mark = 0x414E5332;

    /// <summary>Seconds of the clock that it took to make them.</summary>
    public double Seconds { get; init; }

    /// <summary>Writes a file; one that is cut off while writing is not there.</summary>
    public void Write(string path)
    {
        string part = path + ".part";
        using (var writer = new BinaryWriter(File.Create(part)))
        {
            writer.Write(Mark);
            writer.Write(Classes.Length);
            writer.Write(Classes[0].Length);
            writer.Write(Subclasses[0].Length);
            writer.Write(Bytes);
            writer.Write(Microseconds);
            writer.Write(Seconds);
            foreach (float[] row in Classes.Concat(Subclasses)) writer.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or not a whole one.</exception>
    public static Answers Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (reader.ReadInt32() != Mark) throw new InvalidDataException($"{path} holds no answers; delete it.");
            int count = reader.ReadInt32(), classes = reader.ReadInt32(), subclasses = reader.ReadInt32();
            long bytes = reader.ReadInt64();
            double microseconds = reader.ReadDouble(), seconds = reader.ReadDouble();
            return new Answers(Rows(count, classes), Rows(count, subclasses), bytes, microseconds) { Seconds = seconds };
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{path} is cut off; delete it.", error);
        }

        float[][] Rows(int count, int length) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new float[length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(row.AsSpan()));
            return row;
        })];
    }

    /// <summary>Answers of several models as one: their weighted mean log probabilities, of classes and of sub-classes within their class.</summary>
    /// <param name="members">The models and their weights, which add up to one.</param>
    /// <param name="classOfSubclass">The class of each sub-class.</param>
    public static Answers Mean(IReadOnlyList<(Answers Answers, double Weight)> members, IReadOnlyList<int> classOfSubclass)
    {
        int count = members[0].Answers.Classes.Length;
        return new Answers(
            [.. Enumerable.Range(0, count).Select(i => Sum(m => LogProbabilities.Of(m.Classes[i])))],
            [.. Enumerable.Range(0, count).Select(i => Sum(m => LogProbabilities.Within(m.Subclasses[i], classOfSubclass)))],
            members.Sum(m => m.Answers.Bytes), members.Sum(m => m.Answers.Microseconds));

        float[] Sum(Func<Answers, float[]> rowOf)
        {
            float[][] rows = [.. members.Select(m => rowOf(m.Answers))];
            return [.. rows[0].Select((_, c) => (float)rows.Select((row, m) => members[m].Weight * row[c]).Sum())];
        }
    }
}
