using DrumAI.Catalogue.Entities;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Sharing;

/// <summary>
/// Remembers what of the library a shared service was told, finds what there is to tell, and keeps what others say. What is queued follows from labels
/// and history alone: so nothing is forgotten by a crash, and edits of other programs are seen too.
/// </summary>
public sealed class SharingLedger(SampleCatalogue catalogue)
{
    private const string Label = "COALESCE(s.LabelSubclass, s.LabelClass)";

    /// <summary>Measured sounds that can be told from others, with what is known of their sharing.</summary>
    private const string Shareable =
        """
        FROM Samples s LEFT JOIN SampleSharing h ON h.SampleId = s.Id
        WHERE s.Stage = 2 AND s.Fingerprint IS NOT NULL AND s.Model IS NOT NULL
        """;

    /// <summary>Labels of the taxonomy that were set by hand since some time, and that the service has not been told.</summary>
    private const string Corrected =
        $"""
        {Shareable} AND s.LabelClass IS NOT NULL AND {Label} IS NOT h.QueuedLabel
            AND NOT EXISTS (SELECT 1 FROM OwnClasses o WHERE o.Name = s.LabelClass)
            AND EXISTS (SELECT 1 FROM EditItems i JOIN Edits e ON e.Id = i.EditId WHERE i.SampleId = s.Id AND e.Kind = 0 AND e.DoneAt >= $1)
        """;

    /// <summary>Sounds without a label that came into the library since some time, and of which the service has not been told.</summary>
    private const string Uncorrected = $"{Shareable} AND s.LabelClass IS NULL AND s.AddedAt >= $1 AND COALESCE(h.IsContributed, 0) = 0 AND h.SentLabel IS NULL";

    /// <summary>Sounds whose label, set since then, is to be sent.</summary>
    /// <param name="since">Earlier labels stay here.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<long> FindCorrected(DateTimeOffset since, int limit) => Ids($"SELECT s.Id {Corrected} ORDER BY s.Id LIMIT $2", since, limit);

    /// <summary>How many there are.</summary>
    public long CountCorrected(DateTimeOffset since) => Count($"SELECT COUNT(*) {Corrected}", since);

    /// <summary>Sounds without a label, added since then, whose features are to be sent.</summary>
    /// <param name="since">What came earlier stays here.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<long> FindUncorrected(DateTimeOffset since, int limit) => Ids($"SELECT s.Id {Uncorrected} ORDER BY s.Id LIMIT $2", since, limit);

    /// <summary>How many there are.</summary>
    public long CountUncorrected(DateTimeOffset since) => Count($"SELECT COUNT(*) {Uncorrected}", since);

    /// <summary>What waits although the musician has thought better of it: the label was undone or is another one now. It counts as not queued from here on.</summary>
    /// <returns>The items that are not to be sent.</returns>
    public IReadOnlyList<Guid> TakeBack() => Run(connection =>
    {
        using var find = new Statement(
            connection,
            $"""
            SELECT h.ItemId, h.SampleId FROM SampleSharing h JOIN Samples s ON s.Id = h.SampleId
            WHERE h.QueuedLabel IS NOT h.SentLabel AND {Label} IS NOT h.QueuedLabel
            """,
            0);
        var found = new List<(Guid? Item, long Sample)>();
        using (var reader = find.Read())
            while (reader.Read()) found.Add((reader.IsDBNull(0) ? null : reader.GetGuid(0), reader.GetInt64(1)));
        using var reset = new Statement(connection, "UPDATE SampleSharing SET ItemId = NULL, QueuedLabel = SentLabel WHERE SampleId = $1", 1);
        foreach (var (_, sample) in found) reset.Execute(sample);
        return found.Select(f => f.Item).OfType<Guid>().ToList();
    });

    /// <summary>Notes that a sound waits to be sent.</summary>
    /// <param name="sampleId">The sound.</param>
    /// <param name="item">What waits.</param>
    /// <param name="label">Wire name of its label; null where its features are sent without one.</param>
    /// <returns>What waited of it before, and is not to be sent any more; null where nothing did.</returns>
    public Guid? SetQueued(long sampleId, Guid item, string? label) => Run(connection =>
    {
        using var before = new Statement(connection, "SELECT ItemId FROM SampleSharing WHERE SampleId = $1", 1);
        var earlier = before.Scalar(sampleId) is string text ? Guid.Parse(text) : (Guid?)null;
        using var set = new Statement(
            connection,
            """
            INSERT INTO SampleSharing (SampleId, ItemId, QueuedLabel, IsContributed) VALUES ($1, $2, $3, $4)
            ON CONFLICT (SampleId) DO UPDATE SET ItemId = $2, QueuedLabel = COALESCE($3, QueuedLabel),
                IsContributed = CASE WHEN $3 IS NOT NULL AND SentAt IS NULL THEN 0 ELSE MAX(IsContributed, $4) END
            """,
            4);
        set.Execute(sampleId, item, label, label is null ? 1 : 0);
        return earlier;
    });

    /// <summary>Notes that a sound's label needs no sending, because it came from the service itself, unless the service knows another of this musician.</summary>
    public void SetAccepted(IReadOnlyDictionary<long, string> labels) => Run(connection =>
    {
        using var set = new Statement(connection, "UPDATE SampleSharing SET QueuedLabel = $2 WHERE SampleId = $1 AND SentLabel IS NULL", 2);
        foreach (var (sample, label) in labels) set.Execute(sample, label);
        return 0;
    });

    /// <summary>Notes that the service has acknowledged something.</summary>
    /// <returns>The sound; null where the item is not known any more.</returns>
    public long? SetSent(Guid item, string? label, DateTimeOffset at) => Run(connection =>
    {
        using var set = new Statement(
            connection,
            "UPDATE SampleSharing SET ItemId = NULL, SentLabel = COALESCE($2, SentLabel), SentAt = $3, AskedAt = $3 WHERE ItemId = $1 RETURNING SampleId",
            3);
        return (long?)set.Scalar(item, label, at.ToUnixTimeMilliseconds());
    });

    /// <summary>Notes that something will not be sent: it was refused, or the musician took it out. Its sound is not queued anew unless its label changes.</summary>
    public void SetDropped(Guid item) => Run(connection =>
    {
        using var set = new Statement(connection, "UPDATE SampleSharing SET ItemId = NULL WHERE ItemId = $1", 1);
        return set.Execute(item);
    });

    /// <summary>Notes that nothing waits any more, as after a consent was withdrawn: what was not sent counts as never queued.</summary>
    /// <param name="corrections">Labels.</param>
    /// <param name="contributions">Features without labels.</param>
    public void ClearQueued(bool corrections, bool contributions) => Run(connection =>
    {
        using var labels = new Statement(connection, "UPDATE SampleSharing SET ItemId = NULL, QueuedLabel = SentLabel WHERE QueuedLabel IS NOT SentLabel", 0);
        using var features = new Statement(connection, "UPDATE SampleSharing SET ItemId = NULL, IsContributed = 0 WHERE IsContributed AND SentAt IS NULL", 0);
        if (corrections) labels.Execute();
        if (contributions) features.Execute();
        return 0;
    });

    /// <summary>Forgets everything: the service is another one, or has forgotten everything too.</summary>
    public void Forget() => Run(connection =>
    {
        using var delete = new Statement(connection, "DELETE FROM SampleSharing", 0);
        return delete.Execute();
    });

    /// <summary>The sounds to ask about: those with labels first, then the least sure, and none that was asked about lately.</summary>
    /// <param name="before">So long ago is not lately.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<(long Id, byte[] Fingerprint)> FindToAsk(DateTimeOffset before, int limit)
    {
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(
            connection,
            $"""
            SELECT s.Id, s.Fingerprint {Shareable} AND s.IsPresent AND COALESCE(h.AskedAt, 0) < $1
            ORDER BY s.LabelClass IS NULL, s.PredictedConfidence LIMIT $2
            """,
            2);
        using var reader = statement.Read(before.ToUnixTimeMilliseconds(), limit);
        var found = new List<(long, byte[])>();
        while (reader.Read()) found.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        return found;
    }

    /// <summary>Keeps what others say of a sound; null where they do not agree, or the service does not know it.</summary>
    public void SetConsensus(long sampleId, CommunityLabel? label, DateTimeOffset at) => Run(connection =>
    {
        using var set = new Statement(
            connection,
            """
            INSERT INTO SampleSharing (SampleId, IsContributed, AskedAt, ConsensusClass, ConsensusSubclass, ConsensusConfidence, ConsensusVoters)
            VALUES ($1, 0, $2, $3, $4, $5, $6)
            ON CONFLICT (SampleId) DO UPDATE SET AskedAt = $2, ConsensusClass = $3, ConsensusSubclass = $4, ConsensusConfidence = $5, ConsensusVoters = $6
            """,
            6);
        return set.Execute(sampleId, at.ToUnixTimeMilliseconds(), label?.Class, label?.Subclass, label?.Confidence, label?.Voters);
    });

    /// <summary>All that others agree on.</summary>
    public IReadOnlyDictionary<long, CommunityLabel> ReadConsensus()
    {
        using var context = catalogue.CreateContext();
        return context.Sharing.Where(s => s.ConsensusClass != null)
            .ToDictionary(s => s.SampleId, s => new CommunityLabel(s.ConsensusClass!, s.ConsensusSubclass, s.ConsensusConfidence ?? 0, s.ConsensusVoters ?? 0));
    }

    /// <summary>What the service has acknowledged, the last first.</summary>
    public IReadOnlyList<SampleSharing> ReadSent(int limit)
    {
        using var context = catalogue.CreateContext();
        return [.. context.Sharing.Where(s => s.SentAt != null).OrderByDescending(s => s.SentAt).Take(limit)];
    }

    /// <summary>The sounds of items that wait.</summary>
    public Dictionary<Guid, long> FindSounds(IReadOnlyCollection<Guid> items)
    {
        using var context = catalogue.CreateContext();
        return context.Sharing.Where(s => s.ItemId != null && items.Contains(s.ItemId.Value)).ToDictionary(s => s.ItemId!.Value, s => s.SampleId);
    }

    /// <summary>How many sounds the service knows of.</summary>
    public int CountSent()
    {
        using var context = catalogue.CreateContext();
        return context.Sharing.Count(s => s.SentAt != null);
    }

    private List<long> Ids(string sql, DateTimeOffset since, int limit)
    {
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(connection, sql, 2);
        return statement.ReadIds(since.ToUnixTimeMilliseconds(), limit);
    }

    private long Count(string sql, DateTimeOffset since)
    {
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(connection, sql, 1);
        return (long)statement.Scalar(since.ToUnixTimeMilliseconds())!;
    }

    private T Run<T>(Func<SqliteConnection, T> changes)
    {
        using var connection = catalogue.OpenConnection();
        T result = default!;
        WriteTransaction.Run(connection, () => { result = changes(connection); });
        return result;
    }
}
