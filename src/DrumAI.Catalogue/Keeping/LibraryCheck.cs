using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Keeping;

/// <summary>Looks for what cannot be in a catalogue, and mends what follows from the rest. What the musician said is never changed.</summary>
public static class LibraryCheck
{
    private const string Shown = "(SELECT Id, Path, Name, NOT IsMissing FROM Files WHERE SampleId = s.Id ORDER BY IsMissing, Id LIMIT 1)";

    private static readonly Rule[] Rules =
    [
        new(
            "sounds that show another file than theirs",
            $"SELECT COUNT(*) FROM Samples s WHERE EXISTS (SELECT 1 FROM Files WHERE SampleId = s.Id) AND (s.FileId, s.Path, s.Name, s.IsPresent) IS NOT {Shown}",
            $"UPDATE Samples AS s SET (FileId, Path, Name, IsPresent) = {Shown} WHERE EXISTS (SELECT 1 FROM Files WHERE SampleId = s.Id)"),
        new(
            "sounds that show a file which is not there",
            "SELECT COUNT(*) FROM Samples s WHERE (s.FileId IS NOT NULL OR s.IsPresent) AND NOT EXISTS (SELECT 1 FROM Files WHERE SampleId = s.Id)",
            "UPDATE Samples AS s SET FileId = NULL, IsPresent = 0 WHERE NOT EXISTS (SELECT 1 FROM Files WHERE SampleId = s.Id)"),
        new(
            "sounds that the index of names does not know, or knows without reason",
            """
            SELECT (SELECT COUNT(*) FROM Samples s WHERE s.FileId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM Names WHERE rowid = s.Id))
                 + (SELECT COUNT(*) FROM Names n WHERE NOT EXISTS (SELECT 1 FROM Samples WHERE Id = n.rowid AND FileId IS NOT NULL))
            """,
            """
            INSERT INTO Names (Names) VALUES ('delete-all');
            INSERT INTO Names (rowid, Name, Folders)
                SELECT SampleId, group_concat(NameWords, ' '), group_concat(FolderWords, ' ') FROM Files WHERE SampleId IS NOT NULL GROUP BY SampleId
            """),
        new(
            "classified sounds without their embedding: they are heard again at the next scan",
            """
            SELECT COUNT(*) FROM Samples s LEFT JOIN Predictions p ON p.SampleId = s.Id
            WHERE s.Stage > 0 AND (p.SampleId IS NULL OR length(p.Embedding) = 0 OR length(p.Embedding) % 4 <> 0 OR s.PredictedClass IS NULL)
            """,
            """
            UPDATE Samples AS s SET Stage = 0, Model = NULL WHERE s.Stage > 0 AND (s.PredictedClass IS NULL OR NOT EXISTS
                (SELECT 1 FROM Predictions p WHERE p.SampleId = s.Id AND length(p.Embedding) > 0 AND length(p.Embedding) % 4 = 0))
            """),
        new(
            "measured sounds without their descriptors: they are measured again at the next scan",
            "SELECT COUNT(*) FROM Samples s WHERE s.Stage = 2 AND NOT EXISTS (SELECT 1 FROM Features f WHERE f.SampleId = s.Id AND length(f.Mfcc) = 2560)",
            """
            UPDATE Samples AS s SET Stage = 1, MeasureVersion = 0
            WHERE s.Stage = 2 AND NOT EXISTS (SELECT 1 FROM Features f WHERE f.SampleId = s.Id AND length(f.Mfcc) = 2560)
            """),
    ];

    /// <summary>Checks, and repairs unless told not to.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="repair">Whether to mend what can be.</param>
    /// <param name="cancellation">Stops between two checks.</param>
    /// <returns>What was found; empty where all is well.</returns>
    public static IReadOnlyList<CheckFinding> Run(SampleCatalogue catalogue, bool repair, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var connection = catalogue.OpenConnection();
        var findings = new List<CheckFinding>();
        CheckFile(connection, repair, findings);
        foreach (var rule in Rules)
        {
            cancellation.ThrowIfCancellationRequested();
            CheckRule(connection, rule, repair, findings);
        }

        return findings;
    }

    /// <summary>The file itself: pages, indices, references. An index can be made anew from its table; a table from nothing but a backup.</summary>
    private static void CheckFile(SqliteConnection connection, bool repair, List<CheckFinding> findings)
    {
        var damages = Damages(connection);
        if (damages.Count == 0) return;
        bool isRepaired = false;
        if (repair && damages.All(d => d.Contains("index", StringComparison.Ordinal)))
        {
            using var reindex = new Statement(connection, "REINDEX", 0);
            reindex.Execute();
            isRepaired = Damages(connection).Count == 0;
        }

        foreach (string damage in damages) findings.Add(new CheckFinding($"the file is damaged: {damage}", 1, isRepaired));
    }

    private static List<string> Damages(SqliteConnection connection)
    {
        var damages = new List<string>();
        using (var integrity = new Statement(connection, "PRAGMA integrity_check", 0))
        using (var reader = integrity.Read())
            while (reader.Read())
                if (reader.GetString(0) != "ok") damages.Add(reader.GetString(0));
        using var references = new Statement(connection, "PRAGMA foreign_key_check", 0);
        using var broken = references.Read();
        while (broken.Read()) damages.Add($"a row of {broken.GetString(0)} refers to one of {broken.GetString(2)} that is not there");
        return damages;
    }

    private static void CheckRule(SqliteConnection connection, Rule rule, bool repair, List<CheckFinding> findings)
    {
        using var count = new Statement(connection, rule.CountSql, 0);
        long found = (long)count.Scalar()!;
        if (found == 0) return;
        if (repair)
        {
            using var mend = new Statement(connection, rule.RepairSql, 0);
            WriteTransaction.Run(connection, () => { mend.Execute(); });
        }

        findings.Add(new CheckFinding(rule.Name, found, IsRepaired: repair && (long)count.Scalar()! == 0));
    }

    private sealed record Rule(string Name, string CountSql, string RepairSql);
}
