using System.Numerics.Tensors;

namespace DrumAI.Search;

/// <summary>
/// Finds the sounds that are most like one, exactly: every sound is compared. A score is the weighted mean of four similarities from 0 to 1. Overall:
/// the cosine of the embeddings, 0 where it is negative. Timbre: 1 / (1 + d), where d is the mean squared difference of the measures, each in
/// standard deviations of the library. Attack and length: the same of their logarithms, since a tenth more is as much for a short sound as for
/// a long one. What is not known of one of the two is not similar.
/// </summary>
/// <remarks>Any number of threads may search while one writes: a search sees all of a write or nothing of it.</remarks>
public sealed class SimilarityIndex : IDisposable
{
    /// <summary>How many timbral measures there are.</summary>
    public const int TimbreCount = 7;

    private const int Attack = TimbreCount, Length = TimbreCount + 1, MeasureCount = TimbreCount + 2;

    /// <summary>Below these, times say more of the file than of the sound.</summary>
    private const float ShortestAttackSeconds = 5e-4f, ShortestSeconds = 5e-3f;

    /// <summary>By so much two ways to add up the same score may differ.</summary>
    private const float Rounding = 1e-6f;

    private readonly ReaderWriterLockSlim gate = new();
    private readonly VectorRows rows;
    private readonly RunningVariance[] variances = [.. Enumerable.Range(0, MeasureCount).Select(_ => new RunningVariance())];

    /// <summary>Makes an empty index.</summary>
    /// <param name="dimension">Numbers in each embedding, 1 or more.</param>
    public SimilarityIndex(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Dimension = dimension;
        rows = new VectorRows(dimension + MeasureCount);
    }

    /// <summary>Numbers in each embedding.</summary>
    public int Dimension { get; }

    /// <summary>Number of sounds.</summary>
    public int Count => gate.Read(() => rows.Count);

    /// <summary>Adds sounds, or puts them in the place of those with the same ids; all at once.</summary>
    /// <exception cref="ArgumentException">An embedding has another dimension, or a number that is not finite; then nothing is changed.</exception>
    public void Set(IReadOnlyCollection<(long Id, SimilarSound Sound)> sounds)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        foreach (var (_, sound) in sounds) Check(sound, nameof(sounds));
        gate.Write(() =>
        {
            foreach (var (id, sound) in sounds)
            {
                if (rows.Find(id) is { } old) Tally(rows.At(old), -1);
                var row = rows.Take(id);
                Write(sound, row);
                Tally(row, 1);
            }

            return sounds.Count;
        });
    }

    /// <summary>Takes sounds out, all at once; ids that are not there are no error.</summary>
    /// <returns>How many were there.</returns>
    public int Remove(IReadOnlyCollection<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return gate.Write(() => ids.Count(id =>
        {
            if (rows.Find(id) is { } old) Tally(rows.At(old), -1);
            return rows.Remove(id);
        }));
    }

    /// <summary>The sounds most like one, the likest first; of equally like ones the smaller id.</summary>
    /// <param name="sound">What to compare with; it need not be in the index.</param>
    /// <param name="weights">What counts how much.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <param name="accepts">Which ids may be found; null for all. Called for those only that are near enough; it must not call the index.</param>
    /// <exception cref="ArgumentException">The embedding does not fit, or the weights make no sense.</exception>
    public IReadOnlyList<ScoredId> Nearest(SimilarSound sound, SimilarityWeights weights, int count, Func<long, bool>? accepts = null)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Check(sound, nameof(sound));
        weights.Checked();
        float[] query = new float[Dimension + MeasureCount];
        Write(sound, query);
        return gate.Read(() => Scan(query, weights, count, accepts));
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private ScoredId[] Scan(float[] query, SimilarityWeights weights, int count, Func<long, bool>? accepts)
    {
        float total = weights.Overall + weights.Timbre + weights.Attack + weights.Length;
        float overall = weights.Overall / total, rest = 1 - overall;
        // With weights of zero the rest is not looked at at all.
        if (weights is { Timbre: 0, Attack: 0, Length: 0 }) rest = 0;
        float[] scales = [.. variances.Select(v => v.Scale)];
        var best = new TopList(Math.Min(count, Math.Max(1, rows.Count)));
        for (int block = 0; block < rows.BlockCount; block++)
        {
            var sounds = rows.Block(block);
            int width = Dimension + MeasureCount;
            for (int i = 0; i < sounds.Length; i += width)
            {
                var sound = sounds.Slice(i, width);
                float score = overall == 0 ? 0 : overall * Math.Max(0, TensorPrimitives.Dot(query.AsSpan(0, Dimension), sound[..Dimension]));
                if (score + rest + Rounding < best.Floor) continue;
                if (rest > 0) score += CompareMeasures(query.AsSpan(Dimension), sound[Dimension..], scales, weights) / total;
                if (score < best.Floor) continue;
                long id = rows.Ids[block * VectorRows.BlockLength + i / width];
                if (accepts is null || accepts(id)) best.Add(id, score);
            }
        }

        return best.ToSorted();
    }

    private static float CompareMeasures(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float[] scales, SimilarityWeights weights)
    {
        float distance = 0;
        int known = 0;
        for (int m = 0; m < TimbreCount; m++)
        {
            float difference = (a[m] - b[m]) * scales[m];
            if (float.IsNaN(difference)) continue;
            distance += difference * difference;
            known++;
        }

        float score = known == 0 ? 0 : weights.Timbre * Nearness(distance / known);
        return score + weights.Attack * Of(Attack, a, b) + weights.Length * Of(Length, a, b);

        float Of(int measure, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        {
            float difference = (x[measure] - y[measure]) * scales[measure];
            return float.IsNaN(difference) ? 0 : Nearness(difference * difference);
        }
    }

    private static float Nearness(float squaredDistance) => 1 / (1 + squaredDistance);

    private void Check(SimilarSound sound, string parameter)
    {
        UnitVector.Check(sound.Embedding.Span, Dimension, parameter);
        if (sound.Timbre.Length != TimbreCount) throw new ArgumentException($"There are {TimbreCount} timbral measures, not {sound.Timbre.Length}.", parameter);
    }

    private void Write(SimilarSound sound, Span<float> row)
    {
        UnitVector.Of(sound.Embedding.Span, row[..Dimension]);
        var measures = row[Dimension..];
        sound.Timbre.Span.CopyTo(measures);
        measures[Attack] = MathF.Log(Math.Max(sound.AttackSeconds, ShortestAttackSeconds));
        measures[Length] = MathF.Log(Math.Max(sound.DurationSeconds, ShortestSeconds));
    }

    private void Tally(ReadOnlySpan<float> row, int sign)
    {
        for (int m = 0; m < MeasureCount; m++) variances[m].Add(row[Dimension + m], sign);
    }
}
