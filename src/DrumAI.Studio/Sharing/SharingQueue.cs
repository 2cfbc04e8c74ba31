using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Sharing;
using DrumAI.Client.Sharing;
using DrumAI.Client.Wire;

namespace DrumAI.Studio.Sharing;

/// <summary>What waits to be sent: found in the catalogue, kept in files that can be read, and taken back where the musician thinks better of it.</summary>
internal sealed class SharingQueue(SampleCatalogue catalogue, SharingFile settings, StudioOptions options, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Features of sounds without labels are queued by so many: of a hundred thousand all of them would fill the disk with text.
    /// </summary>
    private const int ContributionsAtOnce = 100;

    private const int CorrectionsAtOnce = 500;

    private readonly SharingLedger ledger = new(catalogue);
    private readonly SharedSounds sounds = new(catalogue);
    private readonly Outbox outbox = new(Path.Combine(SharingFile.FolderOf(options), "outbox"), time);

    /// <summary>What waits, the oldest first.</summary>
    public IReadOnlyList<SharedItem> ReadWaiting() => [.. outbox.Waiting()];

    /// <summary>What the service refused.</summary>
    public IReadOnlyList<SharedItem> ReadRefused() => [.. outbox.Refused()];

    /// <summary>How many items wait in files.</summary>
    public int Count => outbox.Count;

    /// <summary>How many sounds more are to follow, beyond those that wait.</summary>
    public long CountFollowing() =>
        settings.Current is { Consent.Contributions: true, SoundsSince: { } since } ? ledger.CountUncorrected(since) : 0;

    /// <summary>Queues what there is to tell, and takes back what is not to be told any more.</summary>
    public void Collect()
    {
        var agreed = settings.Current;
        if (!agreed.IsOn) return;
        foreach (var item in ledger.TakeBack()) outbox.Remove(item);
        if (agreed.Consent.Corrections && agreed.CorrectionsSince is { } labelledSince) CollectCorrections(labelledSince, agreed.Consent);
        if (agreed.Consent.Contributions && agreed.SoundsSince is { } addedSince && outbox.Count < ContributionsAtOnce / 2) CollectSounds(addedSince, agreed.Consent);
    }

    /// <summary>Sends what waits.</summary>
    /// <param name="client">The service.</param>
    /// <param name="queuedBefore">What was queued later has to wait; null where all may go.</param>
    /// <param name="received">Is told what others say of a sound.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<int> SendAsync(Client.DrumServiceClient client, DateTimeOffset? queuedBefore, Action<long, ConsensusLabel?> received, CancellationToken cancellation) =>
        outbox.SendAsync(
            client,
            () => settings.Current is { IsPaused: false } agreed ? agreed.Consent : new SharingConsent(),
            (item, receipt) =>
            {
                string? label = item.Correction is { } correction ? correction.Subclass ?? correction.Class : null;
                if (ledger.SetSent(item.Id, label, time.GetUtcNow()) is { } sample) received(sample, receipt.Consensus);
            },
            item => ledger.SetDropped(item.Id),
            queuedBefore,
            cancellation);

    /// <summary>Takes an item out: it is not sent, and not queued again.</summary>
    public void Drop(Guid item)
    {
        outbox.Remove(item);
        ledger.SetDropped(item);
    }

    /// <summary>Takes back what waits and is not agreed to any more.</summary>
    public void Withdraw()
    {
        var consent = settings.Current.Consent;
        outbox.Clear(consent);
        ledger.ClearQueued(!consent.Corrections, !consent.Contributions);
    }

    /// <summary>Takes out all that waits: none of it is sent, or queued again.</summary>
    public void DropAll()
    {
        foreach (var item in outbox.Waiting()) Drop(item.Id);
        outbox.ClearRefused();
    }

    /// <summary>Forgets all that was sent, waits or was refused: the service is another, or has forgotten it too.</summary>
    public void Forget()
    {
        outbox.Clear();
        outbox.ClearRefused();
        ledger.Forget();
    }

    public void Dispose() => outbox.Dispose();

    private void CollectCorrections(DateTimeOffset since, SharingConsent consent)
    {
        while (sounds.ReadCorrections(ledger.FindCorrected(since, CorrectionsAtOnce)) is { Count: > 0 } found)
        {
            foreach (var (id, correction) in found)
                if (outbox.Add(correction, consent) is { } item) Replace(id, item.Id, new DrumLabel(correction.Class, correction.Subclass).Name);
            if (found.Count < CorrectionsAtOnce) break;
        }
    }

    private void CollectSounds(DateTimeOffset since, SharingConsent consent)
    {
        foreach (var (id, contribution) in sounds.ReadContributions(ledger.FindUncorrected(since, ContributionsAtOnce)))
            if (outbox.Add(contribution, consent) is { } item) Replace(id, item.Id, label: null);
    }

    private void Replace(long sample, Guid item, string? label)
    {
        if (ledger.SetQueued(sample, item, label) is { } earlier) outbox.Remove(earlier);
    }
}
