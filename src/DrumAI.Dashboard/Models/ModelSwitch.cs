using DrumAI.Data;
using DrumAI.Data.Registry;
using DrumAI.Service.Administration;

namespace DrumAI.Dashboard.Models;

/// <summary>Promotes models and goes back, in an administrator's name.</summary>
internal sealed class ModelSwitch(ModelRegistry registry, DrumDatabase database, TimeProvider time)
{
    /// <summary>What it is called in the audit log.</summary>
    public const string Promoted = "model.promote", RolledBack = "model.roll-back";

    /// <summary>Makes a model current.</summary>
    /// <exception cref="RegistryException">It cannot be done; the message says why.</exception>
    /// <exception cref="Classification.ModelException">The model cannot be served.</exception>
    public async Task PromoteAsync(string name, string admin)
    {
        string? before = (await registry.CurrentAsync())?.Name;
        await registry.PromoteAsync(name, admin, $"Promoted by {admin} on the dashboard.", guard: context =>
        {
            AuditLog.Add(context, admin, Promoted, name, before, name, time.GetUtcNow());
            return Task.CompletedTask;
        });
    }

    /// <summary>Goes back to the model before.</summary>
    /// <exception cref="RegistryException">It cannot be done; the message says why.</exception>
    /// <exception cref="Classification.ModelException">The model before cannot be served any more.</exception>
    public async Task RollBackAsync(string admin)
    {
        string before = (await registry.CurrentAsync())?.Name ?? "";
        await registry.RollBackAsync(admin, $"Rolled back by {admin} on the dashboard.");
        string? after = (await registry.CurrentAsync())?.Name;
        await using var context = database.CreateContext();
        AuditLog.Add(context, admin, RolledBack, before, before, after, time.GetUtcNow());
        await context.SaveChangesAsync();
    }
}
