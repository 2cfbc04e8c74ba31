namespace DrumAI.Search;

/// <summary>Vectors by id, one after the other in blocks: adding never copies what is there, and removing leaves no holes.</summary>
internal sealed class VectorRows(int dimension)
{
    /// <summary>Rows in each block but the last.</summary>
    public const int BlockLength = 1 << BlockShift;

    private const int BlockShift = 12;

    private readonly List<float[]> blocks = [];
    private readonly List<long> ids = [];
    private readonly Dictionary<long, int> rows = [];

    public int Count => ids.Count;

    /// <summary>Numbers of blocks that hold something.</summary>
    public int BlockCount => blocks.Count;

    /// <summary>The ids of all rows.</summary>
    public IReadOnlyList<long> Ids => ids;

    /// <summary>The rows of one block, one after the other.</summary>
    public ReadOnlySpan<float> Block(int block) => blocks[block].AsSpan(0, Math.Min(BlockLength, ids.Count - block * BlockLength) * dimension);

    /// <summary>The row of an id; null where there is none.</summary>
    public int? Find(long id) => rows.TryGetValue(id, out int row) ? row : null;

    /// <summary>A row, to be read or written.</summary>
    public Span<float> At(int row) => blocks[row >> BlockShift].AsSpan((row & (BlockLength - 1)) * dimension, dimension);

    /// <summary>The row of an id, which is new where there was none.</summary>
    public Span<float> Take(long id)
    {
        if (rows.TryGetValue(id, out int row)) return At(row);
        row = ids.Count;
        if (row >> BlockShift == blocks.Count) blocks.Add(new float[BlockLength * dimension]);
        ids.Add(id);
        rows.Add(id, row);
        return At(row);
    }

    /// <summary>Removes a row; the last one takes its place.</summary>
    public bool Remove(long id)
    {
        if (!rows.Remove(id, out int row)) return false;
        int last = ids.Count - 1;
        if (row != last)
        {
            At(last).CopyTo(At(row));
            ids[row] = ids[last];
            rows[ids[row]] = row;
        }

        ids.RemoveAt(last);
        if (last % BlockLength == 0) blocks.RemoveAt(blocks.Count - 1);
        return true;
    }
}
