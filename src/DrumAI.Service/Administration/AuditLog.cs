using DrumAI.Data;
using DrumAI.Data.Entities;

namespace DrumAI.Service.Administration;

/// <summary>Takes down what administrators do, in the transaction that does it: neither stands without the other.</summary>
internal static class AuditLog
{
    /// <summary>The actor of what a command did.</summary>
    public const string Console = "console";

    /// <summary>Adds an entry; it is written with whatever else the context saves.</summary>
    public static void Add(DrumDataContext context, string actor, string action, string subject, string? before, string? after, DateTimeOffset at) =>
        context.AuditEntries.Add(new AuditEntry { Actor = actor, Action = action, Subject = subject, Before = before, After = after, At = at });
}
