using DrumAI.Data;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace DrumAI.Service.Retraining;

/// <summary>
/// When retraining is queued, by Quartz.NET. On PostgreSQL its store is in the database and clustered, so that each time fires once however many replicas there are; on SQLite
/// it is in memory, since there is one service.
/// </summary>
internal static class RetrainingSchedule
{
    private const string SchedulerName = "drumai";

    public static void Configure(IServiceCollection services, ServiceOptions options, DrumDatabase database)
    {
        services.AddSingleton<RetrainingTrigger>();
        if (options.RetrainSchedule is not { } schedule) return;
        services.AddQuartz(SchedulerName, quartz =>
        {
            if (database.Kind == DatabaseKind.Postgres)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(database.ConnectionString);
                    store.ProvisionSchema();
                    store.UseClustering(_ => { });
                });
            }
            else
            {
                quartz.UseInMemoryStore();
            }

            quartz.ScheduleJob<ScheduledRetraining>(trigger => trigger.WithIdentity("retrain on schedule").WithCronSchedule(schedule), job => job.WithIdentity("retrain on schedule"));
            quartz.ScheduleJob<RetrainingWhenEnough>(
                trigger => trigger.WithIdentity("retrain when enough").WithSimpleSchedule(every => every.WithInterval(options.CheckEvery).RepeatForever()),
                job => job.WithIdentity("retrain when enough"));
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    /// <summary>Whether a schedule can be understood: six or seven fields, as Quartz has them.</summary>
    public static bool IsValid(string schedule)
    {
        try
        {
            _ = new CronExpression(schedule);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
