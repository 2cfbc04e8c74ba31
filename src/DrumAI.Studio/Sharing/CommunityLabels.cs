using System.Collections.Concurrent;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Sharing;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Identity;

namespace DrumAI.Studio.Sharing;

/// <summary>What others agree on about the sounds of this library. It is shown, and never changes a sound by itself.</summary>
internal sealed class CommunityLabels
{
    /// <summary>What others say is asked again after so long.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    /// <summary>Between two questions: a library is asked about at leisure.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>Few: between two of these the queue is looked at, and the page shows what waits.</summary>
    private const int AskedAtOnce = 25;

    private readonly SharingLedger ledger;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<long, CommunityLabel> labels;

    public CommunityLabels(SampleCatalogue catalogue, TimeProvider time)
    {
        this.time = time;
        ledger = new SharingLedger(catalogue);
        labels = new ConcurrentDictionary<long, CommunityLabel>(ledger.ReadConsensus());
    }

    /// <summary>Raised when something else is known, on any thread.</summary>
    public event Action? Changed;

    /// <summary>What others say where a sound's class says otherwise; null where they do not, or nothing is known.</summary>
    public CommunityLabel? Find(long id, string? drumClass, string? subclass) =>
        labels.TryGetValue(id, out var label) && label.Differs(drumClass, subclass) ? label : null;

    /// <summary>Of how many sounds others say something else than the model, where the musician has said nothing.</summary>
    public int CountDisputed(SampleColumns columns) => labels.Count(l => columns.RowOf(l.Key) is >= 0 and var row && columns.IsPresent[row] && IsDisputed(columns, row));

    /// <summary>Whether others say something else of a sound. What the musician has said stands; only of the rest can they be right.</summary>
    public bool IsDisputed(SampleColumns columns, int row) =>
        !columns.IsLabelled[row] && Find(columns.Ids[row], columns.Classes[row], columns.Subclasses[row]) is not null;

    /// <summary>Keeps what the service said of a sound.</summary>
    public void Keep(long id, ConsensusLabel? consensus)
    {
        var label = consensus is null ? null : new CommunityLabel(consensus.Class, consensus.Subclass, consensus.Confidence, consensus.Voters);
        ledger.SetConsensus(id, label, time.GetUtcNow());
        if (labels.GetValueOrDefault(id) == label) return;
        if (label is null) labels.TryRemove(id, out _);
        else labels[id] = label;
        Changed?.Invoke();
    }

    /// <summary>Asks about sounds that were not asked about lately, by their fingerprints and without saying who asks.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> AskAsync(DrumServiceClient client, CancellationToken cancellation)
    {
        var sounds = ledger.FindToAsk(time.GetUtcNow() - MaxAge, AskedAtOnce);
        foreach (var (id, fingerprint) in sounds)
        {
            var state = await client.FindSampleAsync(Fingerprint.FromBytes(fingerprint), cancellation);
            Keep(id, state?.Consensus);
            await Task.Delay(Pace, time, cancellation);
        }

        return sounds.Count == AskedAtOnce;
    }

    /// <summary>Forgets it all.</summary>
    public void Forget()
    {
        labels.Clear();
        Changed?.Invoke();
    }
}
