using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Service.Corrections;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Administration;

/// <summary>Administrators' decisions on what sounds are: kept as what they are, and held above the votes.</summary>
internal sealed class SampleDecisions(DrumDatabase database, VoteLedgerFactory ledgers, TaxonomyIds taxonomy, TimeProvider time)
{
    /// <summary>What it is called in the audit log.</summary>
    public const string Decided = "label.decide", TakenBack = "label.take-back";

    /// <summary>Decides on a sound, or takes a decision back.</summary>
    /// <param name="sampleId">The sound.</param>
    /// <param name="classId">The class; null to let the votes hold again.</param>
    /// <param name="subclassId">The sub-class; null where that is left open.</param>
    /// <param name="admin">Name of who decides.</param>
    /// <returns>False where there is no such sound.</returns>
    public Task<bool> DecideAsync(long sampleId, int? classId, int? subclassId, string admin) => database.RunAsync(async context =>
    {
        await using var transaction = await WriteLock.BeginAsync(context, CancellationToken.None);
        if (await context.Samples.SingleOrDefaultAsync(s => s.Id == sampleId) is not { } sample) return false;
        var now = time.GetUtcNow();
        var before = await context.Consensus.SingleOrDefaultAsync(c => c.SampleId == sampleId);
        var decision = new Decision { SampleId = sampleId, ClassId = classId, SubclassId = subclassId, DecidedBy = admin, DecidedAt = now };
        context.Decisions.Add(decision);
        await context.SaveChangesAsync();

        var ledger = await ledgers.OpenAsync(context, [sampleId]);
        ledger.Reconsider();
        await ledger.WriteAsync(now);
        AuditLog.Add(
            context, admin, classId is null ? TakenBack : Decided, Convert.ToHexStringLower(sample.Hash), Describe(before), Describe(ledger.LabelOf(sampleId)), now);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    /// <summary>A label in wire names; null where there is none.</summary>
    private string? Describe(SampleConsensus? label) => label is null ? null
        : label.SubclassId is { } subclass ? taxonomy.NameOfSubclass(subclass) : taxonomy.NameOfClass(label.ClassId);
}
