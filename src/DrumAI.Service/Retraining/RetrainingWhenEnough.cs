using Quartz;

namespace DrumAI.Service.Retraining;

/// <summary>What the schedule calls every few minutes.</summary>
internal sealed class RetrainingWhenEnough(RetrainingTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await trigger.WhenEnoughAsync(cancellationToken);
}
