namespace DrumAI.Catalogue;

/// <summary>How a folder of the library stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">Its whole path.</param>
/// <param name="IsWatched">Whether changes in it are followed while a program watches.</param>
/// <param name="IsOffline">Whether it was not there when it was last looked for.</param>
/// <param name="ListedAt">When it was last walked to the end; null before.</param>
/// <param name="FileCount">Files found in it, readable or not.</param>
public sealed record FolderStatus(long Id, string Path, bool IsWatched, bool IsOffline, DateTimeOffset? ListedAt, int FileCount);
