namespace DrumAI.Lab.Study;

/// <summary>Gives the numbers that describe a sound.</summary>
/// <param name="sound">Index of the sound in the set.</param>
/// <param name="variant">Which variant of it; 0 is the sound as it is.</param>
/// <param name="into">Receives the numbers; NaN where there is no answer.</param>
internal delegate void FeatureReading(int sound, int variant, Span<float> into);

/// <summary>Numbers that describe each sound of a set, and variants of it.</summary>
/// <param name="Length">Numbers a sound.</param>
/// <param name="Variants">Variants of a sound, itself included.</param>
/// <param name="Read">Gives them.</param>
internal sealed record FeatureSource(int Length, int Variants, FeatureReading Read)
{
    /// <summary>Rows that lie in memory, of sounds as they are.</summary>
    public static FeatureSource Of(float[][] rows) => new(rows[0].Length, 1, (sound, _, into) => rows[sound].CopyTo(into));

    /// <summary>Sources side by side. Where one has more variants, the others give the same for each.</summary>
    public static FeatureSource Beside(IReadOnlyList<FeatureSource> sources) => sources is [var only] ? only : new(
        sources.Sum(s => s.Length), sources.Max(s => s.Variants), (sound, variant, into) =>
        {
            foreach (var source in sources)
            {
                source.Read(sound, source.Variants > variant ? variant : 0, into[..source.Length]);
                into = into[source.Length..];
            }
        });
}
