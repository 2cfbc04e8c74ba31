using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>What waits for a stage, in the order in which it came into the catalogue, read page by page while the stage writes.</summary>
internal static class PendingFiles
{
    private const int PageSize = 1000;

    /// <summary>Sounds that were never heard, or not by this model.</summary>
    public const string Unclassified = "(s.Stage = 0 OR s.Model IS NOT $2)";

    /// <summary>Sounds that were heard and not measured, or not by these measures.</summary>
    public const string Unmeasured = "(s.Stage > 0 AND s.MeasureVersion IS NOT $2)";

    private const string Readable =
        "FROM Samples s JOIN Files f ON f.SampleId = s.Id JOIN Folders d ON d.Id = f.FolderId WHERE NOT f.IsMissing AND NOT d.IsOffline";

    /// <summary>How many there are.</summary>
    public static long Count(SampleCatalogue catalogue, string condition, object value)
    {
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(connection, $"SELECT COUNT(DISTINCT s.Id) {Readable} AND {condition} AND $1 IS NULL", 2);
        return (long)statement.Scalar(null, value)!;
    }

    /// <summary>All of them; what is written meanwhile may or may not be among them, but nothing comes twice.</summary>
    public static IEnumerable<PendingFile> Read(SampleCatalogue catalogue, string condition, object value)
    {
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(
            connection,
            $"SELECT s.Id, MIN(f.Id), f.Path, f.Size, f.ModifiedTicks {Readable} AND s.Id > $1 AND {condition} GROUP BY s.Id ORDER BY s.Id LIMIT {PageSize}",
            2);
        long last = 0;
        while (true)
        {
            var page = ReadPage(statement, last, value);
            foreach (var file in page) yield return file;
            if (page.Count < PageSize) yield break;
            last = page[^1].SampleId;
        }
    }

    private static List<PendingFile> ReadPage(Statement statement, long after, object value)
    {
        var page = new List<PendingFile>(PageSize);
        using SqliteDataReader reader = statement.Read(after, value);
        while (reader.Read())
            page.Add(new PendingFile(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), new FileStamp(reader.GetInt64(3), reader.GetInt64(4))));
        return page;
    }
}
