using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>Forgets what nobody needs any more.</summary>
internal static class Tidying
{
    /// <summary>Forgets where a moved file was, once it is found elsewhere, and sounds of which nothing is left.</summary>
    public static void Run(SampleCatalogue catalogue)
    {
        using var connection = catalogue.OpenConnection();
        WriteTransaction.Run(connection, () =>
        {
            using var moved = new Statement(
                connection,
                "DELETE FROM Files WHERE IsMissing AND EXISTS (SELECT 1 FROM Files o WHERE o.SampleId = Files.SampleId AND NOT o.IsMissing)",
                0);
            moved.Execute();
            ForgetSamples(connection);
        });
    }

    /// <summary>Forgets sounds of which neither a file is left nor anything that the musician said.</summary>
    public static void ForgetSamples(SqliteConnection connection)
    {
        using var statement = new Statement(
            connection,
            """
            DELETE FROM Samples WHERE FileId IS NULL AND LabelClass IS NULL AND NOT IsFavourite
                AND NOT EXISTS (SELECT 1 FROM SampleTags t WHERE t.SampleId = Samples.Id)
                AND NOT EXISTS (SELECT 1 FROM EditItems i WHERE i.SampleId = Samples.Id)
            """,
            0);
        statement.Execute();
    }
}
