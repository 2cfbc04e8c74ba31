using DrumAI.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DrumAI.Service.Http;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseCheck(DrumDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var data = database.CreateContext();
        return await data.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}
