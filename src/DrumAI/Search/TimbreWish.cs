namespace DrumAI.Search;

/// <summary>
/// How the sounds should sound, by one word. It speaks of a sound among its likes: a bright kick is bright for a kick, and still
/// darker than a dark hat. A sound's rank in a measure is its percentile within its class; the word's rank is the mean of those.
/// </summary>
/// <param name="Word">The word, as it is shown: <c>bright</c>.</param>
/// <param name="Measures">What it speaks of; one measure for most words.</param>
/// <param name="MinRank">From which rank on the word holds, in [0, 1]: the upper half, or less of it where it was strengthened.</param>
/// <param name="IsExcluded">Sounds of which the word holds are not wanted.</param>
public sealed record TimbreWish(string Word, IReadOnlyList<MeasureWish> Measures, double MinRank, bool IsExcluded)
{
    /// <summary>A plain word holds in the better half of a class.</summary>
    public const double Half = 0.5;

    /// <summary><c>very</c> leaves the best fifth.</summary>
    public const double Fifth = 0.8;
}
