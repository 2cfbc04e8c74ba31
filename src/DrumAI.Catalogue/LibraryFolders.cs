using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Catalogue;

/// <summary>The folders of the library: added and forgotten. No two of them lie within one another.</summary>
public sealed class LibraryFolders(SampleCatalogue catalogue, TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Adds a folder. One that lies in another of the library's is part of it already; one that holds others takes their place.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isWatched">Whether to follow changes in it from now on; null leaves that as it is.</param>
    /// <returns>The library's folder in which it now lies.</returns>
    /// <exception cref="CatalogueException">There is no such folder.</exception>
    public LibraryFolder Add(string path, bool? isWatched = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(path))
            throw new CatalogueException(File.Exists(path) ? $"{path} is a file; add the folder that it lies in." : $"There is no folder {path}.");

        using var context = catalogue.CreateContext();
        using var transaction = context.Database.BeginTransaction();
        var folders = context.Folders.AsTracking().ToList();
        var folder = folders.Find(f => Contains(f.Path, path));
        if (folder is null)
        {
            folder = new LibraryFolder { Path = path, AddedAt = time.GetUtcNow() };
            context.Folders.Add(folder);
            context.SaveChanges();
            foreach (var inner in folders.Where(f => Contains(path, f.Path)).ToList()) Absorb(context, folder, inner);
        }

        folder.IsWatched = isWatched ?? folder.IsWatched;
        context.SaveChanges();
        transaction.Commit();
        return folder;
    }

    /// <summary>
    /// Forgets a folder of the library. Files on disk are not touched. Sounds of which the musician has said something are kept out of sight, and have
    /// it again when their folder is added again; the others are forgotten.
    /// </summary>
    /// <param name="path">The folder, as it was added.</param>
    /// <param name="isDryRun">Only says what would be done.</param>
    /// <exception cref="CatalogueException">It is no folder of the library, or an import is under way.</exception>
    public RemovalSummary Remove(string path, bool isDryRun = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        using var context = catalogue.CreateContext();
        var folders = context.Folders.ToList();
        var folder = folders.Find(f => f.Path == path);
        if (folder is not null) return Forget("FolderId = $1", folder.Id, "DELETE FROM Folders WHERE Id = $1", isDryRun);
        throw new CatalogueException(folders.Find(f => Contains(f.Path, path)) is { } outer
            ? $"{path} came with {outer.Path}; only the whole of that can be removed."
            : $"{path} is no folder of the library.");
    }

    /// <summary>Forgets files that are no longer where they were. Sounds of which the musician has said something are kept, as with <see cref="Remove"/>.</summary>
    /// <param name="isDryRun">Only says what would be done.</param>
    /// <exception cref="CatalogueException">An import is under way.</exception>
    public RemovalSummary RemoveMissing(bool isDryRun = false) => Forget("IsMissing = $1", 1, "SELECT 1 WHERE $1", isDryRun);

    private RemovalSummary Forget(string which, long value, string afterwards, bool isDryRun)
    {
        using var right = FolderLock.TryImport(catalogue.Folder) ?? throw new CatalogueException(LibraryImport.IsUnderWay);
        using var connection = catalogue.OpenConnection();
        using var files = new Statement(connection, $"DELETE FROM Files WHERE {which}", 1);
        using var after = new Statement(connection, afterwards, 1);
        using var count = new Statement(connection, "SELECT COUNT(*) FROM Samples", 0);
        RemovalSummary? summary = null;
        WriteTransaction.Run(connection, () =>
        {
            long before = (long)count.Scalar()!;
            int fileCount = files.Execute(value);
            after.Execute(value);
            Tidying.ForgetSamples(connection);
            using var kept = new Statement(connection, "SELECT COUNT(*) FROM Samples WHERE FileId IS NULL", 0);
            summary = new RemovalSummary(fileCount, before - (long)count.Scalar()!, (long)kept.Scalar()!);
            return !isDryRun;
        });
        return summary!;
    }

    private static bool Contains(string outer, string inner) =>
        (inner + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static void Absorb(CatalogueContext context, LibraryFolder outer, LibraryFolder inner)
    {
        string between = Words.Of(Path.Join(Path.GetFileName(outer.Path), Path.GetDirectoryName(Path.GetRelativePath(outer.Path, inner.Path))));
        context.Files.Where(f => f.FolderId == inner.Id).ExecuteUpdate(set => set
            .SetProperty(f => f.FolderId, outer.Id)
            .SetProperty(f => f.FolderWords, f => between + " " + f.FolderWords));
        outer.IsWatched |= inner.IsWatched;
        context.Folders.Remove(inner);
    }
}
