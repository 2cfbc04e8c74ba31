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
