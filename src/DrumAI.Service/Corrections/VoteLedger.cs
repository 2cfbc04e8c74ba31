using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Service.Consensus;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Corrections;

/// <summary>
/// The votes on some sounds, with the records of those who cast them, while a transaction changes them. Only these sounds are looked at, so a vote
/// costs the same whether there are a thousand votes in all or a million.
/// </summary>
internal sealed class VoteLedger
{
    /// <summary>A label that is the same but for less than this in confidence is not worth a row.</summary>
    private const float ConfidenceStep = 0.001f;

    private readonly DrumDataContext context;
    private readonly VoteWeighing weighing;
    private readonly ConsensusOptions options;
    private readonly Dictionary<long, SoundVotes> sounds = [];
    private readonly Dictionary<long, VoterCounts> records = [];
    private readonly HashSet<long> changedRecords = [];
    private readonly Dictionary<long, SampleConsensus> labels = [];
    private readonly HashSet<long> labelled = [];
    private readonly Dictionary<long, Decision> decisions = [];
    private readonly List<SamplePrediction> newPredictions = [];
    private readonly HashSet<(long SampleId, string Model)> predicted = [];
    private readonly List<VoteEvent> events = [];
    private bool isFounding;

    public VoteLedger(DrumDataContext context, VoteWeighing weighing, ConsensusOptions options)
    {
        this.context = context;
        this.weighing = weighing;
        this.options = options;
    }

    /// <summary>The label agreed on; null where that is open.</summary>
    public SampleConsensus? LabelOf(long sampleId) => labels.GetValueOrDefault(sampleId);

    /// <summary>Takes in a sound that is new, and so has no votes.</summary>
    public void Add(long sampleId) => sounds.TryAdd(sampleId, new SoundVotes(sampleId));

    /// <summary>Reads the votes on sounds that are known.</summary>
    public async Task LoadAsync(IReadOnlyCollection<long> known)
    {
        if (known.Count == 0) return;
        long[] sampleIds = [.. known.Distinct()];
        foreach (long id in sampleIds) Add(id);
        var votes = await (
            from vote in context.ClassVotes
            where sampleIds.Contains(vote.SampleId)
            join user in context.Users on vote.UserId equals user.Id
            select new { vote, user.AddressBlock }).ToListAsync();
        var subclasses = await context.SubclassVotes.Where(v => sampleIds.Contains(v.SampleId)).ToDictionaryAsync(v => (v.UserId, v.SampleId), v => v.SubclassId);
        foreach (var row in votes)
        {
            var vote = row.vote;
            sounds[vote.SampleId].Load(new VoteState(vote.UserId, row.AddressBlock)
            {
                ClassId = vote.ClassId,
                SubclassId = subclasses.TryGetValue((vote.UserId, vote.SampleId), out int subclass) ? subclass : null,
                AddressBlock = vote.AddressBlock,
                VotedAt = vote.VotedAt,
                CreditedClassId = vote.CreditedClassId,
                Credit = vote.Credit,
                CreditedVoteId = vote.ClassId,
            });
        }

        foreach (var label in await context.Consensus.Where(c => sampleIds.Contains(c.SampleId)).ToListAsync())
        {
            labels[label.SampleId] = label;
            labelled.Add(label.SampleId);
        }

        foreach (var decision in await context.Decisions.Where(d => sampleIds.Contains(d.SampleId)).OrderBy(d => d.Id).ToListAsync()) Decide(decision);
        foreach (var prediction in await context.Predictions.Where(p => sampleIds.Contains(p.SampleId)).OrderBy(p => p.Model).ToListAsync())
        {
            predicted.Add((prediction.SampleId, prediction.Model));
            sounds[prediction.SampleId].Model ??= new ModelVote(prediction.ClassId, prediction.Confidence);
        }
    }

    /// <summary>Takes down what a model said; the first word of a model counts.</summary>
    public void Predict(long sampleId, SamplePrediction prediction)
    {
        if (!predicted.Add((sampleId, prediction.Model))) return;
        newPredictions.Add(new SamplePrediction
        {
            SampleId = sampleId,
            Model = prediction.Model,
            ClassId = prediction.ClassId,
            SubclassId = prediction.SubclassId,
            Confidence = prediction.Confidence,
            MapX = prediction.MapX,
            MapY = prediction.MapY,
        });
        var sound = sounds[sampleId];
        if (sound.Model is not null) return;
        sound.Model = new ModelVote(prediction.ClassId, prediction.Confidence);
        sound.IsStale |= sound.All.Count > 0;
    }

    /// <summary>Takes down a vote.</summary>
    public void Cast(long sampleId, Submission submission, long accountBlock, int classId)
    {
        if (!sounds[sampleId].Cast(submission.UserId, accountBlock, submission.AddressBlock, classId, submission.SubclassId, submission.ReceivedAt)) return;
        events.Add(new VoteEvent
        {
            UserId = submission.UserId,
            SampleId = sampleId,
            ClassId = classId,
            SubclassId = submission.SubclassId,
            VotedAt = submission.ReceivedAt,
        });
    }

    /// <summary>Takes in an administrator's decision: it stands above the votes until a later one takes it back.</summary>
    public void Decide(Decision decision)
    {
        if (decision.ClassId is null) decisions.Remove(decision.SampleId);
        else decisions[decision.SampleId] = decision;
    }

    /// <summary>Takes a user's votes out, as if they had never been.</summary>
    public void Forget(long userId)
    {
        foreach (var sound in sounds.Values) sound.Forget(userId);
    }

    /// <summary>Has all these sounds weighed again, since their voters' records, or decisions on them, may have changed.</summary>
    public void Reconsider()
    {
        foreach (var sound in sounds.Values) sound.IsStale = true;
    }

    /// <summary>Finds the consensus anew where it may have changed, and writes everything down.</summary>
    public async Task WriteAsync(DateTimeOffset now)
    {
        var stale = sounds.Values.Where(s => s.IsStale).ToList();
        // One vote settles nothing and says nothing about its voter; most sounds have no more.
        var contested = stale.Where(s => s.All.Count > 1 || s.All.Any(v => v.CreditedClassId is not null) || labelled.Contains(s.SampleId) || decisions.ContainsKey(s.SampleId)).ToList();
        await LoadRecordsAsync(contested);
        var decided = new List<long>();
        foreach (var sound in contested)
        {
            var decision = decisions.GetValueOrDefault(sound.SampleId);
            var verdict = weighing.Weigh(sound, records, isFounding, changedRecords, decision?.ClassId);
            if (Label(sound, decision is null ? VotedLabel(sound.SampleId, verdict, now) : DecidedLabel(sound, decision))) decided.Add(sound.SampleId);
        }

        await BulkInsert.WriteAsync(
            context, "Predictions", ["SampleId", "Model", "ClassId", "SubclassId", "Confidence", "MapX", "MapY"],
            newPredictions.Select(p => new object?[] { p.SampleId, p.Model, p.ClassId, p.SubclassId, p.Confidence, p.MapX, p.MapY }));
        await VoteRows.WriteAsync(context, stale, events);
        await WriteLabelsAsync(decided);
        await WriteRecordsAsync();
    }

    private async Task LoadRecordsAsync(List<SoundVotes> contested)
    {
        if (contested.Count == 0) return;
        long[] voters = [.. contested.SelectMany(s => s.All).Select(v => v.UserId).Distinct()];
        foreach (var record in await context.VoterRecords.Where(r => voters.Contains(r.UserId)).ToListAsync())
            records[record.UserId] = VoterCounts.FromBytes(record.Counts);
        float established = (float)options.MinRecord;
        isFounding = await context.VoterRecords.Where(r => r.Total >= established).Take(options.EstablishedCommunity).CountAsync() < options.EstablishedCommunity;
    }

    /// <summary>The label that the votes settle on; null where that is open.</summary>
    private SampleConsensus? VotedLabel(long sampleId, Verdict verdict, DateTimeOffset now)
    {
        if (verdict.Class is not { } settled) return null;
        var old = labels.GetValueOrDefault(sampleId);
        bool isSame = old is { DecisionId: null } && old.ClassId == settled && old.SubclassId == verdict.Subclass;
        return new SampleConsensus
        {
            SampleId = sampleId,
            ClassId = settled,
            SubclassId = verdict.Subclass,
            Confidence = (float)verdict.Confidence,
            Voters = verdict.Voters,
            SettledAt = isSame ? old!.SettledAt : now,
        };
    }

    /// <summary>The label that an administrator decided on: sure, whatever the votes say.</summary>
    private static SampleConsensus DecidedLabel(SoundVotes sound, Decision decision) => new()
    {
        SampleId = sound.SampleId,
        ClassId = decision.ClassId!.Value,
        SubclassId = decision.SubclassId,
        Confidence = 1,
        Voters = sound.All.Count(v => v.ClassId == decision.ClassId),
        DecisionId = decision.Id,
        SettledAt = decision.DecidedAt,
    };

    /// <returns>Whether there is a row to write or to take away.</returns>
    private bool Label(SoundVotes sound, SampleConsensus? label)
    {
        if (label is null) return labels.Remove(sound.SampleId);
        var old = labels.GetValueOrDefault(sound.SampleId);
        bool isSame = old?.ClassId == label.ClassId && old.SubclassId == label.SubclassId && old.DecisionId == label.DecisionId;
        if (isSame && old!.Voters == label.Voters && Math.Abs(old.Confidence - label.Confidence) < ConfidenceStep) return false;
        labels[sound.SampleId] = label;
        return true;
    }

    private async Task WriteLabelsAsync(List<long> decided)
    {
        long[] replaced = [.. decided.Where(labelled.Contains)];
        if (replaced.Length > 0) await context.Consensus.Where(c => replaced.Contains(c.SampleId)).ExecuteDeleteAsync();
        await BulkInsert.WriteAsync(
            context, "Consensus", ["SampleId", "ClassId", "SubclassId", "Confidence", "Voters", "DecisionId", "SettledAt"],
            decided.Select(LabelOf).OfType<SampleConsensus>().Select(c => new object?[]
            {
                c.SampleId, c.ClassId, c.SubclassId, c.Confidence, c.Voters, c.DecisionId, c.SettledAt.ToUnixTimeMilliseconds(),
            }));
    }

    private async Task WriteRecordsAsync()
    {
        if (changedRecords.Count == 0) return;
        long[] changed = [.. changedRecords];
        await context.VoterRecords.Where(r => changed.Contains(r.UserId)).ExecuteDeleteAsync();
        await BulkInsert.WriteAsync(
            context, "VoterRecords", ["UserId", "Total", "Counts"],
            changed.Select(u => (User: u, Record: records[u])).Where(r => r.Record.Total > 0)
                .Select(r => new object?[] { r.User, (float)r.Record.Total, r.Record.ToBytes() }));
    }
}
