namespace DrumAI.Catalogue.Import;

/// <summary>A file whose sound is waiting for a stage of the import.</summary>
/// <param name="SampleId">The sound.</param>
/// <param name="FileId">One of its files that is there.</param>
/// <param name="Path">That file's path.</param>
/// <param name="Stamp">Its size and time when it was listed.</param>
internal sealed record PendingFile(long SampleId, long FileId, string Path, FileStamp Stamp);
