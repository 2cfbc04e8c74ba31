namespace DrumAI.Components.Keys;

/// <summary>One line of the help sheet.</summary>
/// <param name="Group">The heading that it stands under.</param>
/// <param name="Text">What the keys do.</param>
/// <param name="Chords">The keys, any of which does it.</param>
public sealed record HelpEntry(string Group, string Text, IReadOnlyList<string> Chords);
