using DrumAI.Search;

namespace DrumAI.Studio.Workspace;

/// <summary>The sounds that a view lists.</summary>
/// <param name="Ids">Their numbers, in order.</param>
/// <param name="ClassCounts">How many there are of each class when the choice of classes is left aside; an empty name stands for those without a class.</param>
/// <param name="LibraryCount">How many sounds the library has.</param>
/// <param name="Text">How the text was understood; null where there is none.</param>
/// <param name="Scores">How well each fits, where something ranks them.</param>
/// <param name="LibraryVersion">Another number whenever something in the library has changed.</param>
public sealed record SoundResult(
    long[] Ids, IReadOnlyDictionary<string, int> ClassCounts, int LibraryCount, TextQuery? Text,
    IReadOnlyDictionary<long, float>? Scores, long LibraryVersion)
{
    private Dictionary<long, int>? places;

    /// <summary>Before anything was read.</summary>
    public static SoundResult Empty { get; } = new([], new Dictionary<string, int>(), 0, Text: null, Scores: null, LibraryVersion: 0);

    /// <summary>Where a sound stands in the list; negative where it does not.</summary>
    public int PlaceOf(long id)
    {
        places ??= Ids.Select((i, place) => (i, place)).ToDictionary(p => p.i, p => p.place);
        return places.GetValueOrDefault(id, -1);
    }
}
