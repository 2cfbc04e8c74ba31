using System.Numerics.Tensors;

namespace DrumAI.Search;

/// <summary>
/// Finds the vectors that point most nearly in the direction of one, by cosine similarity, exactly: every vector is compared. They are made of unit
/// length, so that a comparison is one dot product; 100,000 vectors of 128 numbers are 51 MB.
/// </summary>
/// <remarks>Any number of threads may search while one writes: a search sees all of a write or nothing of it.</remarks>
public sealed class EmbeddingIndex : IDisposable
{
    private readonly ReaderWriterLockSlim gate = new();
    private readonly VectorRows rows;

    /// <summary>Makes an empty index.</summary>
    /// <param name="dimension">Numbers in each vector, 1 or more.</param>
    public EmbeddingIndex(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Dimension = dimension;
        rows = new VectorRows(dimension);
    }

    /// <summary>Numbers in each vector.</summary>
    public int Dimension { get; }

    /// <summary>Number of vectors.</summary>
    public int Count => gate.Read(() => rows.Count);

    /// <summary>Adds vectors, or puts them in the place of those with the same ids; all at once.</summary>
    /// <param name="vectors">Ids and vectors. A vector need not be of unit length; one of length zero is similar to nothing (0).</param>
    /// <exception cref="ArgumentException">A vector has another dimension, or a number that is not finite; then nothing is changed.</exception>
    public void Set(IReadOnlyCollection<(long Id, ReadOnlyMemory<float> Vector)> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        foreach (var (_, vector) in vectors) UnitVector.Check(vector.Span, Dimension, nameof(vectors));
        gate.Write(() =>
        {
            foreach (var (id, vector) in vectors) UnitVector.Of(vector.Span, rows.Take(id));
            return vectors.Count;
        });
    }

    /// <summary>Takes vectors out, all at once; ids that are not there are no error.</summary>
    /// <returns>How many were there.</returns>
    public int Remove(IReadOnlyCollection<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return gate.Write(() => ids.Count(rows.Remove));
    }

    /// <summary>The vector of an id, of unit length; null where there is none.</summary>
    public float[]? Find(long id) => gate.Read(() => rows.Find(id) is { } row ? rows.At(row).ToArray() : null);

    /// <summary>The vectors nearest to one, the nearest first; of equally near ones the smaller id.</summary>
    /// <param name="vector">What to compare with, of any length but zero.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <param name="accepts">Which ids may be found; null for all. Called for those only that are near enough; it must not call the index.</param>
    /// <exception cref="ArgumentException">The vector has another dimension, or a number that is not finite.</exception>
    public IReadOnlyList<ScoredId> Nearest(ReadOnlySpan<float> vector, int count, Func<long, bool>? accepts = null)
    {
        UnitVector.Check(vector, Dimension, nameof(vector));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] direction = new float[Dimension];
        UnitVector.Of(vector, direction);
        return gate.Read(() =>
        {
            var best = new TopList(Math.Min(count, Math.Max(1, rows.Count)));
            for (int block = 0; block < rows.BlockCount; block++)
            {
                var vectors = rows.Block(block);
                for (int i = 0; i < vectors.Length; i += Dimension)
                {
                    float similarity = TensorPrimitives.Dot(direction, vectors.Slice(i, Dimension));
                    if (similarity < best.Floor) continue;
                    long id = rows.Ids[block * VectorRows.BlockLength + i / Dimension];
                    if (accepts is null || accepts(id)) best.Add(id, similarity);
                }
            }

            return best.ToSorted();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();
}
