using DrumAI.Dashboard.Submissions;
using DrumAI.Data;
using DrumAI.Data.Backups;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Dashboard.Statistics;

/// <summary>Gathers what an administrator should look at.</summary>
internal sealed class AttentionReader(DrumDatabase database, SubmissionList submissions, JobBoard jobs, TimeProvider time)
{
    /// <summary>Backups are weekly; one that is a day late is one that did not happen.</summary>
    public static readonly TimeSpan BackupIsLate = TimeSpan.FromDays(8);

    /// <summary>All of it, the most urgent first.</summary>
    public async Task<IReadOnlyList<AttentionItem>> ReadAsync(CancellationToken cancellation)
    {
        var items = new List<AttentionItem>();
        var alerts = await database.RunAsync(context => context.Alerts.Where(a => a.ClearedAt == null).OrderByDescending(a => a.Id).ToListAsync(cancellation));
        items.AddRange(alerts.Select(a => new AttentionItem("Attention.Alert", 1, "/dashboard/monitoring", a.Message)));
        if ((await jobs.ListAsync(1, cancellation)) is [{ Status: JobStatus.Failed } failed]) items.Add(new AttentionItem("Attention.Job", 1, "/dashboard/jobs", failed.Error));
        var backup = await database.RunAsync(context => LastBackup.ReadAsync(context, cancellation));
        if (backup?.Error is { } error) items.Add(new AttentionItem("Attention.BackupFailed", 1, "/dashboard/storage", error));
        else if (backup?.SucceededAt is not { } at) items.Add(new AttentionItem("Attention.NoBackup", 1, "/dashboard/storage"));
        else if (time.GetUtcNow() - at > BackupIsLate) items.Add(new AttentionItem("Attention.BackupLate", 1, "/dashboard/storage"));
        int disagreements = await submissions.CountAsync(SubmissionFilter.Disagreed, null, cancellation);
        if (disagreements > 0) items.Add(new AttentionItem("Attention.Disagreements", disagreements, "/dashboard/submissions?show=disagreed"));
        return items;
    }
}
