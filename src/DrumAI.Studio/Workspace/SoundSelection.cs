using System.Globalization;
using System.Text;

namespace DrumAI.Studio.Workspace;

/// <summary>Some sounds. It never changes; its text is short where their numbers follow each other: <c>3-9,12</c>.</summary>
public sealed class SoundSelection : IEquatable<SoundSelection>
{
    /// <summary>More of it than this is not written into an address.</summary>
    private const int MaxTextLength = 1500;

    /// <summary>An address that names more sounds than this was not written by us.</summary>
    private const int MaxCount = 1_000_000;

    // Nobody changes it. A frozen one would take longer to be made than it is ever asked.
    private readonly HashSet<long> ids;

    private SoundSelection(IEnumerable<long> ids) => this.ids = [.. ids];

    /// <summary>No sound.</summary>
    public static SoundSelection Empty { get; } = new([]);

    /// <summary>How many.</summary>
    public int Count => ids.Count;

    /// <summary>Their numbers, in no order.</summary>
    public IReadOnlyCollection<long> Ids => ids;

    /// <summary>These sounds.</summary>
    public static SoundSelection Of(IEnumerable<long> ids) => new(ids);

    /// <summary>Whether a sound is among them.</summary>
    public bool Contains(long id) => ids.Contains(id);

    /// <summary>With a sound that was not there, without one that was.</summary>
    public SoundSelection Toggle(long id) => new(ids.Contains(id) ? ids.Where(i => i != id) : ids.Append(id));

    /// <summary>Understands its own text; what makes no sense is left out.</summary>
    public static SoundSelection Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return Empty;
        var ids = new List<long>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (!long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out long first)) continue;
            if (!long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long last)) continue;
            for (long id = first; id <= last && ids.Count < MaxCount; id++) ids.Add(id);
        }

        return new SoundSelection(ids);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        long[] sorted = [.. ids.Order()];
        var text = new StringBuilder();
        for (int i = 0; i < sorted.Length && text.Length <= MaxTextLength;)
        {
            int end = i;
            while (end + 1 < sorted.Length && sorted[end + 1] == sorted[end] + 1) end++;
            text.Append(text.Length > 0 ? "," : "").Append(sorted[i]);
            if (end > i) text.Append('-').Append(sorted[end]);
            i = end + 1;
        }

        return text.Length > MaxTextLength ? "" : text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(SoundSelection? other) => other is not null && ids.SetEquals(other.ids);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SoundSelection);

    /// <inheritdoc/>
    public override int GetHashCode() => ids.Count;
}
