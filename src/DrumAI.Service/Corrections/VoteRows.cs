using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Service.Consensus;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Corrections;

/// <summary>Writes votes down: the last word of each user, and every word in the history.</summary>
internal static class VoteRows
{
    public static async Task WriteAsync(DrumDataContext context, IReadOnlyList<SoundVotes> sounds, IReadOnlyList<VoteEvent> events)
    {
        var changed = sounds.SelectMany(s => s.All.Where(v => v.IsNew || v.IsChanged).Select(v => (Sound: s.SampleId, Vote: v))).ToList();
        // A row that says something else is replaced; its sub-class goes with it, and is written again below.
        foreach (var (sound, vote) in changed.Where(c => !c.Vote.IsNew))
            await context.ClassVotes.Where(v => v.UserId == vote.UserId && v.SampleId == sound).ExecuteDeleteAsync();
        await BulkInsert.WriteAsync(
            context, "ClassVotes", ["UserId", "SampleId", "ClassId", "AddressBlock", "VotedAt", "CreditedClassId", "Credit"],
            changed.Select(c => new object?[]
            {
                c.Vote.UserId, c.Sound, c.Vote.ClassId, c.Vote.AddressBlock, c.Vote.VotedAt.ToUnixTimeMilliseconds(), c.Vote.CreditedClassId, c.Vote.Credit,
            }));
        await BulkInsert.WriteAsync(
            context, "SubclassVotes", ["UserId", "SampleId", "SubclassId", "VotedAt"],
            changed.Where(c => c.Vote.SubclassId is not null)
                .Select(c => new object?[] { c.Vote.UserId, c.Sound, c.Vote.SubclassId, c.Vote.VotedAt.ToUnixTimeMilliseconds() }));
        await BulkInsert.WriteAsync(
            context, "VoteEvents", ["UserId", "SampleId", "ClassId", "SubclassId", "VotedAt"],
            events.Select(e => new object?[] { e.UserId, e.SampleId, e.ClassId, e.SubclassId, e.VotedAt.ToUnixTimeMilliseconds() }));
    }
}
