using Quartz;

namespace DrumAI.Service.Retraining;

/// <summary>What the schedule calls at its times.</summary>
internal sealed class ScheduledRetraining(RetrainingTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await trigger.OnScheduleAsync(cancellationToken);
}
