using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Identity;
using DrumAI.Service.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Corrections;

/// <summary>
/// Stores submissions, a transaction for many. One transaction at a time over all replicas, so that two copies of a sound that come at once to two
/// replicas still meet on one row. All of it may be done twice, as it is where the server went away before it could say that it had committed.
/// </summary>
internal sealed class SubmissionWriter(DrumDatabase database, FingerprintTable fingerprints, VoteLedgerFactory ledgers, TaxonomyIds taxonomy, TimeProvider time)
{
    /// <summary>Stores submissions.</summary>
    /// <returns>An answer for each, in their order.</returns>
    public Task<SubmissionAnswer[]> StoreAsync(IReadOnlyList<Submission> batch) => database.RunAsync(async context =>
    {
        await using var transaction = await WriteLock.BeginAsync(context, CancellationToken.None);
        await fingerprints.RefreshAsync(context, CancellationToken.None);
        var userIds = batch.Select(s => s.UserId).Distinct().ToArray();
        var accountBlocks = await context.Users.Where(u => userIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.AddressBlock);

        var accepted = batch.Select(s => accountBlocks.ContainsKey(s.UserId) && s.Doubt is null ? s : null).ToList();
        var rows = new NewRows();
        var sampleIds = await PlaceAsync(context, accepted, rows);
        foreach (var doubted in batch.Where(s => s.Doubt is not null && accountBlocks.ContainsKey(s.UserId)))
            rows.SetAside.Add([doubted.UserId, doubted.Fingerprint.ToBytes(), doubted.Doubt, doubted.ReceivedAt.ToUnixTimeMilliseconds()]);

        var ledger = await ledgers.OpenAsync(context, [.. sampleIds.OfType<long>().Where(id => !rows.Hashes.ContainsKey(id))]);
        foreach (long id in rows.Hashes.Keys) ledger.Add(id);
        await rows.WriteSamplesAsync(context);
        for (int i = 0; i < batch.Count; i++)
        {
            if (accepted[i] is not { } submission) continue;
            if (submission.Prediction is { } prediction) ledger.Predict(sampleIds[i]!.Value, prediction);
            if (submission.ClassId is { } classId)
                ledger.Cast(sampleIds[i]!.Value, submission, accountBlocks[submission.UserId], classId);
        }

        await ledger.WriteAsync(time.GetUtcNow());
        var hashes = await HashesAsync(context, sampleIds, rows);
        await transaction.CommitAsync();
        rows.AddTo(fingerprints);
        ServiceTelemetry.Corrections.Add(accepted.Count(s => s?.ClassId is not null));
        ServiceTelemetry.SetAside.Add(rows.SetAside.Count);
        return batch.Select((s, i) => Answer(s, accountBlocks.ContainsKey(s.UserId), sampleIds[i] is { } id ? (hashes[id], ledger.LabelOf(id)) : default)).ToArray();
    });

    /// <summary>Erases an account with its votes, and finds the consensus on what it voted on again.</summary>
    public Task EraseAsync(long userId) => database.RunAsync(async context =>
    {
        await using var transaction = await WriteLock.BeginAsync(context, CancellationToken.None);
        long[] sampleIds = await context.ClassVotes.Where(v => v.UserId == userId).Select(v => v.SampleId).ToArrayAsync();
        var ledger = await ledgers.OpenAsync(context, sampleIds);
        ledger.Forget(userId);
        await context.Users.Where(u => u.Id == userId).ExecuteDeleteAsync();
        await ledger.WriteAsync(time.GetUtcNow());
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>Weighs the votes on some sounds again, since the records of their voters have changed.</summary>
    /// <param name="after">The sounds with higher ids, lowest first.</param>
    /// <param name="voteCount">How many votes, about: a sound's are weighed together.</param>
    /// <returns>The last of them; null where there are no more.</returns>
    public Task<long?> ReconsiderAsync(long after, int voteCount) => database.RunAsync(async context =>
    {
        await using var transaction = await WriteLock.BeginAsync(context, CancellationToken.None);
        // A stretch of the index, whatever the server knows of the table; asked for distinct sounds, PostgreSQL may read every vote first, and all writers wait.
        long[] sampleIds = [.. (await context.ClassVotes.Where(v => v.SampleId > after).OrderBy(v => v.SampleId).Select(v => v.SampleId).Take(voteCount).ToListAsync()).Distinct()];
        if (sampleIds.Length == 0) return (long?)null;
        var ledger = await ledgers.OpenAsync(context, sampleIds);
        ledger.Reconsider();
        await ledger.WriteAsync(time.GetUtcNow());
        await transaction.CommitAsync();
        return sampleIds[^1];
    });

    /// <summary>Finds the row of each submission's sound, or makes one.</summary>
    private async Task<List<long?>> PlaceAsync(DrumDataContext context, List<Submission?> accepted, NewRows rows)
    {
        var places = new List<long?>();
        // A few hundred at most: looking through them all costs less than an index does, which is made for millions.
        var fresh = new List<Fingerprint>();
        foreach (var submission in accepted)
        {
            // New ones are numbered from -1 down until there are ids for them.
            long? place = submission is null ? null : fingerprints.FindNear(submission.Fingerprint) ?? -1 - FindNear(fresh, submission.Fingerprint);
            if (submission is not null && place is null)
            {
                fresh.Add(submission.Fingerprint);
                place = -fresh.Count;
            }

            places.Add(place);
        }

        var ids = await BulkInsert.ReserveIdsAsync(context, "Samples", fresh.Count);
        var owners = new HashSet<long>();
        var aliases = new HashSet<(long, Fingerprint)>();
        for (int i = 0; i < places.Count; i++)
        {
            if (places[i] is not { } place || accepted[i] is not { } submission) continue;
            bool isNew = place < 0;
            long id = isNew ? ids[(int)(-place - 1)] : place;
            places[i] = id;
            if (isNew && owners.Add(id)) rows.AddSample(id, submission);
            else if (aliases.Add((id, submission.Fingerprint))) rows.Aliases.Add((id, submission.Fingerprint));
        }

        await rows.DropKnownAliasesAsync(context);
        return places;
    }

    /// <summary>The place of the nearest that is near enough to be the same; of equally near ones the first.</summary>
    private static int? FindNear(List<Fingerprint> fingerprints, Fingerprint fingerprint)
    {
        int? best = null;
        int least = Fingerprint.SameDistance + 1;
        for (int i = 0; i < fingerprints.Count; i++)
        {
            int distance = fingerprints[i].DistanceTo(fingerprint);
            if (distance < least) (best, least) = (i, distance);
        }

        return best;
    }

    private static async Task<Dictionary<long, byte[]>> HashesAsync(DrumDataContext context, List<long?> sampleIds, NewRows rows)
    {
        var hashes = new Dictionary<long, byte[]>(rows.Hashes);
        long[] others = [.. sampleIds.OfType<long>().Distinct().Where(id => !hashes.ContainsKey(id))];
        if (others.Length > 0)
            foreach (var sample in await context.Samples.Where(s => others.Contains(s.Id)).Select(s => new { s.Id, s.Hash }).ToListAsync()) hashes[sample.Id] = sample.Hash;
        return hashes;
    }

    private SubmissionAnswer Answer(Submission submission, bool isKnown, (byte[] Hash, SampleConsensus? Label) result)
    {
        if (!isKnown)
            return new(null, new RequestRefusedException(StatusCodes.Status401Unauthorized, "No account", "The account was erased."));
        if (submission.Doubt is { } doubt)
            return new(null, new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, "Set aside", $"No sound has such features: {doubt}"));
        var label = result.Label is { } consensus
            ? new ConsensusLabel(
                taxonomy.NameOfClass(consensus.ClassId), consensus.SubclassId is { } s ? taxonomy.NameOfSubclass(s) : null, consensus.Confidence, consensus.Voters)
            : null;
        return new(new Receipt(Convert.ToHexStringLower(result.Hash), label), null);
    }
}
