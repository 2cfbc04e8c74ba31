namespace DrumAI.Components.Map;

/// <summary>Lists of sounds are the same where they hold the same sounds in the same order.</summary>
internal sealed class SameIds : IEqualityComparer<IReadOnlyList<int>>
{
    /// <summary>The one there is.</summary>
    public static SameIds Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(IReadOnlyList<int>? x, IReadOnlyList<int>? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Count == y.Count && x.SequenceEqual(y));

    /// <inheritdoc/>
    public int GetHashCode(IReadOnlyList<int> obj) => obj.Count;
}
