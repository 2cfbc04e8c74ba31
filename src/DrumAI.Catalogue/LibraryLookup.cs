using DrumAI.Audio;
using DrumAI.Catalogue.Import;

namespace DrumAI.Catalogue;

/// <summary>Finds the sounds of files.</summary>
public sealed class LibraryLookup(SampleCatalogue catalogue)
{
    /// <summary>
    /// The sound of each file. A file that was only listed so far, or has changed since, is read and hashed, so that what is said of it now is said of
    /// this content.
    /// </summary>
    /// <param name="paths">Files of the library.</param>
    /// <returns>The sounds, each once, in the files' order.</returns>
    /// <exception cref="CatalogueException">Some file is not in the library, or cannot be read; the message names it.</exception>
    public IReadOnlyList<long> SamplesOf(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using var connection = catalogue.OpenConnection();
        using var find = new Statement(
            connection,
            """
            SELECT f.Id, f.SampleId, f.Size, f.ModifiedTicks, s.ContentHash IS NOT NULL, f.ErrorMessage
            FROM Files f LEFT JOIN Samples s ON s.Id = f.SampleId WHERE f.Path = $1
            """,
            1);
        using var identity = new SampleIdentity(connection);
        var samples = new List<long>();
        foreach (string path in paths.Select(Path.GetFullPath))
        {
            var (file, isKnown) = Find(find, path);
            var stamp = FileStamp.Of(path);
            // A file that is away for the moment is told by what was known of it.
            if (isKnown && (stamp == file.Stamp || stamp.Size < 0))
            {
                samples.Add(file.SampleId);
                continue;
            }

            byte[] hash = HashOf(path);
            WriteTransaction.Run(connection, () =>
            {
                if (!identity.IsCurrent(file)) throw new CatalogueException($"{path} has just changed in the catalogue. Try again.");
                samples.Add(identity.Settle(file, stamp, hash));
            });
        }

        return [.. samples.Distinct()];
    }

    private static (PendingFile File, bool IsKnown) Find(Statement find, string path)
    {
        using var reader = find.Read(path);
        if (!reader.Read()) throw new CatalogueException($"{path} is not in the library. Add its folder with \"drumai library add\".");
        if (reader.IsDBNull(1)) throw new CatalogueException($"{path} cannot be read: {(reader.IsDBNull(5) ? "it is no sound" : reader.GetString(5))}");
        return (
            new PendingFile(reader.GetInt64(1), reader.GetInt64(0), path, new FileStamp(reader.GetInt64(2), reader.GetInt64(3))),
            reader.GetBoolean(4));
    }

    private static byte[] HashOf(string path)
    {
        try
        {
            return SoundContent.Read(path).Hash;
        }
        catch (Exception e) when (e is AudioFormatException or IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
