namespace DrumAI.Catalogue.Import;

/// <summary>By what a changed file is told without reading it.</summary>
/// <param name="Size">Length in bytes; -1 where there is no file.</param>
/// <param name="ModifiedTicks">Time of its last change, UTC, in ticks.</param>
internal readonly record struct FileStamp(long Size, long ModifiedTicks)
{
    /// <summary>The stamp of a file; of a link, that of the file it leads to.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            FileSystemInfo info = new FileInfo(path);
            if (info.LinkTarget is not null) info = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
            return info is FileInfo { Exists: true } file ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks) : new FileStamp(-1, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(-1, 0);
        }
    }
}
