using DrumAI.Data;
using DrumAI.Service.Consensus;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Corrections;

/// <summary>Opens ledgers of votes.</summary>
internal sealed class VoteLedgerFactory(ServiceOptions options, TaxonomyIds taxonomy)
{
    private readonly VoteWeighing weighing = new(new LabelConsensus(options.Consensus, taxonomy.ClassCount, taxonomy.SubclassesOf));

    /// <summary>Opens the ledger of some sounds; within a transaction that has the others wait.</summary>
    public async Task<VoteLedger> OpenAsync(DrumDataContext context, IEnumerable<long> sampleIds)
    {
        var ledger = new VoteLedger(context, weighing, sampleIds);
        float record = (float)options.Consensus.MinRecord;
        int established = await context.VoterRecords.Where(r => r.Total >= record).Take(options.Consensus.EstablishedCommunity).CountAsync();
        await ledger.LoadAsync(isFounding: established < options.Consensus.EstablishedCommunity);
        return ledger;
    }
}
