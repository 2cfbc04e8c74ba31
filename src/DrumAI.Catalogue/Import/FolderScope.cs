namespace DrumAI.Catalogue.Import;

/// <summary>What an import walks of a folder of the library.</summary>
/// <param name="FolderId">The folder.</param>
/// <param name="Places">Files and folders in it that may have come, changed or gone, as whole paths; the rest is as it was. Null where nothing is known of that.</param>
public sealed record FolderScope(long FolderId, IReadOnlyCollection<string>? Places = null);
