namespace DrumAI.Taxonomy;

/// <summary>One class of drum sound.</summary>
/// <param name="Name">The wire name, the same in commands, services, databases and data sets.</param>
/// <param name="Display">What people read, by two-letter language code; <c>en</c> is always there.</param>
/// <param name="Aliases">Other words and abbreviations for it, in lower case.</param>
/// <param name="GeneralMidiNotes">General MIDI percussion notes of this class that no sub-class claims.</param>
/// <param name="Subclasses">Finer kinds, empty where there are none.</param>
public sealed record DrumClass(
    string Name,
    IReadOnlyDictionary<string, string> Display,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<int> GeneralMidiNotes,
    IReadOnlyList<DrumSubclass> Subclasses)
{
    /// <inheritdoc cref="DrumClass" path="/param[@name='Subclasses']"/>
    public IReadOnlyList<DrumSubclass> Subclasses { get; init; } = Subclasses ?? [];
}
