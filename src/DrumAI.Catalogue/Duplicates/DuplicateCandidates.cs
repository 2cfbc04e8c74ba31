using DrumAI.Identity;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Duplicates;

/// <summary>The files of a catalogue that may have duplicates, by content hash and fingerprint; only these need be read to know.</summary>
/// <param name="Paths">Whole paths, in the order of the alphabet.</param>
/// <param name="SoundCount">How many sounds were compared.</param>
/// <param name="UnmeasuredCount">How many were not, since the import has not come to them.</param>
public sealed record DuplicateCandidates(IReadOnlyList<string> Paths, int SoundCount, int UnmeasuredCount)
{
    /// <summary>Finds them.</summary>
    public static DuplicateCandidates Find(SampleCatalogue catalogue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var connection = catalogue.OpenConnection();
        using var sounds = new Statement(connection, "SELECT Id, Fingerprint, MeasureVersion FROM Samples WHERE IsPresent AND Stage > 0", 0);
        var index = new FingerprintIndex();
        var ids = new List<long>();
        int soundCount = 0, unmeasured = 0;
        using (var reader = sounds.Read())
        {
            while (reader.Read())
            {
                soundCount++;
                if (reader.GetInt32(2) == 0) unmeasured++;
                if (reader.IsDBNull(1)) continue;
                index.Add(Fingerprint.FromBytes((byte[])reader[1]));
                ids.Add(reader.GetInt64(0));
            }
        }

        var kin = new HashSet<long>();
        for (int i = 0; i < ids.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (index.FindAll(index[i]).Count > 1) kin.Add(ids[i]);
        }

        return new DuplicateCandidates(ReadPaths(connection, kin), soundCount, unmeasured);
    }

    /// <summary>The files of the sounds that have kin, and of those that lie in several places.</summary>
    private static List<string> ReadPaths(SqliteConnection connection, HashSet<long> kin)
    {
        using var files = new Statement(
            connection,
            """
            SELECT f.SampleId, f.Path, COUNT(*) OVER (PARTITION BY f.SampleId) FROM Files f JOIN Folders d ON d.Id = f.FolderId
            WHERE f.SampleId IS NOT NULL AND NOT f.IsMissing AND NOT d.IsOffline ORDER BY f.Path
            """,
            0);
        using var reader = files.Read();
        var paths = new List<string>();
        while (reader.Read())
            if (reader.GetInt64(2) > 1 || kin.Contains(reader.GetInt64(0))) paths.Add(reader.GetString(1));
        return paths;
    }
}
