namespace DrumAI.Features.Timbre;

/// <summary>Tables that depend on the sample rate, kept for the few rates that a library of sounds holds.</summary>
internal sealed class PerRate<T>(Func<int, T> make)
{
    private const int Kept = 8;

    private readonly Dictionary<int, T> tables = [];

    /// <summary>The table for a rate; made when it is first asked for.</summary>
    public T this[int sampleRate]
    {
        get
        {
            if (tables.TryGetValue(sampleRate, out T? table)) return table;
            // Odd rates come from odd files: a crowd of them must not fill the memory.
            if (tables.Count >= Kept) tables.Clear();
            return tables[sampleRate] = make(sampleRate);
        }
    }
}
