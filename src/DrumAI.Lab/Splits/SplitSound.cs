namespace DrumAI.Lab.Splits;

/// <summary>A sound to be put on a side.</summary>
/// <param name="Path">Path below the data folder.</param>
/// <param name="Class">Class name.</param>
/// <param name="Subclass">Sub-class name, or empty.</param>
/// <param name="Kit">Library and kit.</param>
/// <param name="Group">Group of kin; see <see cref="KinRules"/>.</param>
/// <param name="Fingerprint">The 32 bytes of its fingerprint, or null.</param>
internal sealed record SplitSound(string Path, string Class, string Subclass, string Kit, string Group, byte[]? Fingerprint);
