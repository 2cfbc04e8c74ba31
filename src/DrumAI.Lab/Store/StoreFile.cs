namespace DrumAI.Lab.Store;

/// <summary>A file to be in the store, with the label that its set gives it.</summary>
/// <param name="Path">Path below the set's folder, with forward slashes.</param>
/// <param name="Class">Class name, or null.</param>
/// <param name="Subclass">Sub-class name, or null.</param>
internal sealed record StoreFile(string Path, string? Class, string? Subclass);
