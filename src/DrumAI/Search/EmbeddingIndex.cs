using System.Numerics.Tensors;

namespace DrumAI.Search;

/// <summary>
/// Finds the vectors that point most nearly in the direction of one, by cosine similarity, exactly: every vector is compared. The vectors lie
/// one after the other in blocks, made of unit length, so that a comparison is one dot product; 100,000 vectors of 128 numbers are 51 MB.
/// </summary>
/// <remarks>Any number of threads may search while one writes: a search sees all of a write or nothing of it.</remarks>
public sealed class EmbeddingIndex : IDisposable
{
    private const int BlockShift = 12;
    private const int BlockLength = 1 << BlockShift;

    private readonly ReaderWriterLockSlim gate = new();
    private readonly List<float[]> blocks = [];
    private readonly List<long> ids = [];
    private readonly Dictionary<long, int> rows = [];

    /// <summary>Makes an empty index.</summary>
    /// <param name="dimension">Numbers in each vector, 1 or more.</param>
    public EmbeddingIndex(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Dimension = dimension;
    }

    /// <summary>Numbers in each vector.</summary>
    public int Dimension { get; }

    /// <summary>Number of vectors.</summary>
    public int Count => Read(() => ids.Count);

    /// <summary>Adds vectors, or puts them in the place of those with the same ids; all at once.</summary>
    /// <param name="vectors">Ids and vectors. A vector need not be of unit length; one of length zero is similar to nothing (0).</param>
    /// <exception cref="ArgumentException">A vector has another dimension, or a number that is not finite; then nothing is changed.</exception>
    public void Set(IReadOnlyCollection<(long Id, ReadOnlyMemory<float> Vector)> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        foreach (var (_, vector) in vectors) Check(vector.Span, nameof(vectors));
        gate.EnterWriteLock();
        try
        {
            foreach (var (id, vector) in vectors)
            {
                if (!rows.TryGetValue(id, out int row))
                {
                    row = ids.Count;
                    if (row >> BlockShift == blocks.Count) blocks.Add(new float[BlockLength * Dimension]);
                    ids.Add(id);
                    rows.Add(id, row);
                }

                ToUnitLength(vector.Span, RowAt(row));
            }
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>Takes vectors out, all at once; ids that are not there are no error.</summary>
    /// <returns>How many were there.</returns>
    public int Remove(IReadOnlyCollection<long> removedIds)
    {
        ArgumentNullException.ThrowIfNull(removedIds);
        gate.EnterWriteLock();
        try
        {
            int before = ids.Count;
            foreach (long id in removedIds)
            {
                if (!rows.Remove(id, out int row)) continue;
                // The last vector takes the empty place.
                int last = ids.Count - 1;
                if (row != last)
                {
                    RowAt(last).CopyTo(RowAt(row));
                    ids[row] = ids[last];
                    rows[ids[row]] = row;
                }

                ids.RemoveAt(last);
            }

            while (blocks.Count > (ids.Count + BlockLength - 1) >> BlockShift) blocks.RemoveAt(blocks.Count - 1);
            return before - ids.Count;
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>The vector of an id, of unit length; null where there is none.</summary>
    public float[]? Find(long id) => Read(() => rows.TryGetValue(id, out int row) ? RowAt(row).ToArray() : null);

    /// <summary>The vectors nearest to one, the nearest first; of equally near ones the smaller id.</summary>
    /// <param name="vector">What to compare with, of any length but zero.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <param name="accepts">Which ids may be found; null for all. Called for those only that are near enough.</param>
    /// <exception cref="ArgumentException">The vector has another dimension, or a number that is not finite.</exception>
    public IReadOnlyList<EmbeddingMatch> Nearest(ReadOnlySpan<float> vector, int count, Func<long, bool>? accepts = null)
    {
        Check(vector, nameof(vector));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] direction = new float[Dimension];
        ToUnitLength(vector, direction);
        return Read(() =>
        {
            var best = new TopList(Math.Min(count, Math.Max(1, ids.Count)));
            for (int block = 0; block < blocks.Count; block++)
            {
                int first = block << BlockShift, end = Math.Min(ids.Count - first, BlockLength);
                float[] vectors = blocks[block];
                for (int i = 0; i < end; i++)
                {
                    float similarity = TensorPrimitives.Dot(direction, vectors.AsSpan(i * Dimension, Dimension));
                    if (similarity < best.Floor) continue;
                    long id = ids[first + i];
                    if (accepts is null || accepts(id)) best.Add(id, similarity);
                }
            }

            return best.ToSorted();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private static void ToUnitLength(ReadOnlySpan<float> vector, Span<float> unit)
    {
        // The largest number first: neither the square of a huge one nor that of a tiny one is lost.
        float largest = TensorPrimitives.MaxMagnitude(vector);
        largest = Math.Abs(largest);
        if (largest == 0)
        {
            unit.Clear();
            return;
        }

        TensorPrimitives.Divide(vector, largest, unit);
        TensorPrimitives.Divide(unit, TensorPrimitives.Norm(unit), unit);
    }

    private void Check(ReadOnlySpan<float> vector, string parameter)
    {
        if (vector.Length != Dimension) throw new ArgumentException($"A vector has {Dimension} numbers here, not {vector.Length}.", parameter);
        if (!TensorPrimitives.IsFiniteAll(vector)) throw new ArgumentException("Some numbers of a vector are not finite.", parameter);
    }

    private Span<float> RowAt(int row) => blocks[row >> BlockShift].AsSpan((row & (BlockLength - 1)) * Dimension, Dimension);

    private T Read<T>(Func<T> read)
    {
        gate.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }
}
