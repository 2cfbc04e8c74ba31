using DrumAI.Data;
using DrumAI.Service.Consensus;

namespace DrumAI.Service.Corrections;

/// <summary>Opens ledgers of votes.</summary>
internal sealed class VoteLedgerFactory(ServiceOptions options, TaxonomyIds taxonomy)
{
    private readonly VoteWeighing weighing = new(new LabelConsensus(options.Consensus, taxonomy.ClassCount, taxonomy.SubclassesOf));

    /// <summary>Opens the ledger of some sounds that are known; within a transaction that has the others wait.</summary>
    public async Task<VoteLedger> OpenAsync(DrumDataContext context, IReadOnlyCollection<long> sampleIds)
    {
        var ledger = new VoteLedger(context, weighing, options.Consensus);
        await ledger.LoadAsync(sampleIds);
        return ledger;
    }
}
