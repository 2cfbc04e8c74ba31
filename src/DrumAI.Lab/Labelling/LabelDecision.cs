namespace DrumAI.Lab.Labelling;

/// <summary>What the rules say of one file, and why.</summary>
/// <param name="Path">Path below the folder, with forward slashes.</param>
/// <param name="Class">Class name; null where no rule spoke.</param>
/// <param name="Subclass">Sub-class name, or null.</param>
/// <param name="Basis">How the sub-class is known: <c>explicit</c>, <c>default</c>, or empty.</param>
/// <param name="Kit">The kit, after the definition's layout.</param>
/// <param name="Rule">The rule that decided: the definition's name and the expression.</param>
/// <param name="Text">The text that it matched, and the part of the path it stands in.</param>
/// <param name="Contradiction">What another rule reads elsewhere in the path as another class; null where none does.</param>
/// <param name="Excluded">Why the file is no single drum sound; null where it may be one.</param>
internal sealed record LabelDecision(
    string Path, string? Class, string? Subclass, string Basis, string Kit, string? Rule, string? Text, string? Contradiction = null, string? Excluded = null);
