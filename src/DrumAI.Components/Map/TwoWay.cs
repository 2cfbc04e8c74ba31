namespace DrumAI.Components.Map;

/// <summary>
/// A value that a page and the person at the map both change. A page renders for many reasons, and then gives what it knows: the same again, or what the person did a moment ago,
/// is not its word, and must not undo what the person has done since.
/// </summary>
/// <param name="value">What stands before anybody said anything.</param>
/// <param name="comparer">When two values are the same.</param>
internal sealed class TwoWay<T>(T value, IEqualityComparer<T> comparer)
{
    /// <summary>A page that never gives back what it was told must not make this grow.</summary>
    private const int ToldLimit = 32;

    private readonly List<T> told = [];
    private T given = value;

    /// <summary>What stands.</summary>
    public T Now { get; private set; } = value;

    /// <summary>The person at the map changed it, and the page is told.</summary>
    public void Tell(T changed)
    {
        Now = changed;
        told.Add(changed);
        if (told.Count > ToldLimit) told.RemoveAt(0);
    }

    /// <summary>The page gives a value as it renders; the answer is what stands.</summary>
    public T Hear(T host)
    {
        if (comparer.Equals(host, given)) return Now;
        given = host;
        int echo = told.FindIndex(t => comparer.Equals(t, host));
        if (echo >= 0)
        {
            told.RemoveRange(0, echo + 1);
            return Now;
        }

        told.Clear();
        return Now = host;
    }
}
