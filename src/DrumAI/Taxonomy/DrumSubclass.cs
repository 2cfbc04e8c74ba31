namespace DrumAI.Taxonomy;

/// <summary>One kind of sound within a class, such as an open hat.</summary>
/// <param name="Name">The wire name: the class, an underscore, the kind.</param>
/// <param name="Display">What people read, by two-letter language code; <c>en</c> is always there.</param>
/// <param name="Aliases">Other words and abbreviations for it, in lower case.</param>
/// <param name="GeneralMidiNotes">General MIDI percussion notes of this kind.</param>
public sealed record DrumSubclass(
    string Name,
    IReadOnlyDictionary<string, string> Display,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<int> GeneralMidiNotes);
