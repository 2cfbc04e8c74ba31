namespace DrumAI.Search;

/// <summary>Keeps the best of many: a heap whose top is the worst that is kept, so that nearly all others are turned away by one comparison.</summary>
internal sealed class TopList(int capacity)
{
    private readonly ScoredId[] heap = new ScoredId[capacity];
    private int count;

    /// <summary>What is below has no chance.</summary>
    public float Floor { get; private set; } = float.NegativeInfinity;

    public void Add(long id, float score)
    {
        var found = new ScoredId(id, score);
        if (count < capacity)
        {
            heap[count++] = found;
            Rise(count - 1);
        }
        else if (IsWorse(heap[0], found))
        {
            heap[0] = found;
            Sink(0);
        }

        if (count == capacity) Floor = heap[0].Score;
    }

    /// <summary>What was kept, the best first.</summary>
    public ScoredId[] ToSorted()
    {
        var sorted = heap[..count];
        Array.Sort(sorted, (a, b) => IsWorse(a, b) ? 1 : IsWorse(b, a) ? -1 : 0);
        return sorted;
    }

    /// <summary>A total order, so that results do not depend on the order in which things came.</summary>
    private static bool IsWorse(ScoredId a, ScoredId b) => a.Score < b.Score || a.Score == b.Score && a.Id > b.Id;

    private void Rise(int i)
    {
        for (int parent = (i - 1) / 2; i > 0 && IsWorse(heap[i], heap[parent]); parent = (i - 1) / 2)
        {
            (heap[i], heap[parent]) = (heap[parent], heap[i]);
            i = parent;
        }
    }

    private void Sink(int i)
    {
        while (2 * i + 1 < count)
        {
            int child = 2 * i + 1;
            if (child + 1 < count && IsWorse(heap[child + 1], heap[child])) child++;
            if (!IsWorse(heap[child], heap[i])) return;
            (heap[i], heap[child]) = (heap[child], heap[i]);
            i = child;
        }
    }
}
