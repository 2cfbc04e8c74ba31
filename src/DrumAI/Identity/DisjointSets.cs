namespace DrumAI.Identity;

/// <summary>Numbers 0 to n - 1 in sets that can be joined (union-find with path halving).</summary>
/// <param name="count">n.</param>
public sealed class DisjointSets(int count)
{
    private readonly int[] parents = [.. Enumerable.Range(0, count)];

    /// <summary>The number that stands for an element's set: its lowest.</summary>
    public int Find(int element)
    {
        while (parents[element] != element) element = parents[element] = parents[parents[element]];
        return element;
    }

    /// <summary>Whether two elements are in one set.</summary>
    public bool AreJoined(int a, int b) => Find(a) == Find(b);

    /// <summary>Makes the sets of two elements one.</summary>
    public void Join(int a, int b)
    {
        int rootA = Find(a), rootB = Find(b);
        parents[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }
}
