using System.CommandLine;
using DrumAI.Data;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Retraining;

/// <summary><c>drumai-lab worker</c>: retrains models when the service asks for it.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var database = new Option<string>("--database")
        {
            Description = "Connection string of the service's database: Data Source= for SQLite, Host= for PostgreSQL; or @FILE with one.",
            Required = true,
        };
        var store = new Option<string>("--base")
        {
            Description = "Connection string of the feature store with the base set (drumai-lab features).",
            DefaultValueFactory = _ => Store.FeaturesCommand.DefaultStore,
        };
        var split = new Option<FileInfo>("--split") { Description = "Which sounds are frozen: folds.csv, or a split with path, kit and part (drumai-lab split).", Required = true };
        split.AcceptExistingOnly();
        var fold = new Option<int?>("--frozen") { Description = "The fold that is frozen. [default: the last]" };
        var once = new Option<bool>("--once") { Description = "End when there is nothing left to do." };
        var lease = new Option<double>("--lease") { Description = "Seconds without a sign of life after which a job is another worker's.", DefaultValueFactory = _ => 60 };
        var pause = new Option<double>("--poll") { Description = "Seconds between two looks for a job.", DefaultValueFactory = _ => 5 };
        foreach (var seconds in new[] { lease, pause })
        {
            seconds.Validators.Add(result =>
            {
                if (!(result.GetValueOrDefault<double>() > 0)) result.AddError($"{seconds.Name} must be more than 0.");
            });
        }

        var command = new Command("worker", "Take jobs of a service and carry them out: new heads from what people agree on, judged by frozen sounds.") { database, store, split, fold, once, lease, pause };
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(async () =>
        {
            var frozen = FrozenSplit.Read(parsed.GetValue(split)!.FullName, parsed.GetValue(fold));
            using var service = await DrumDatabase.OpenAsync(parsed.GetValue(database)!, cancellation: cancellation);
            using var sounds = await DrumDatabase.OpenAsync(parsed.GetValue(store)!, cancellation: cancellation);
            var worker = new RetrainingWorker(
                service, new HeadRetraining(service, sounds, frozen, new HeadFitOptions()), TimeSpan.FromSeconds(parsed.GetValue(lease)), TimeSpan.FromSeconds(parsed.GetValue(pause)),
                Console.Error.WriteLine);
            bool isOnce = parsed.GetValue(once);
            if (!isOnce) Console.Error.WriteLine($"waiting for jobs as {RetrainingWorker.Name}");
            try
            {
                await worker.RunAsync(isOnce, cancellation);
            }
            catch (OperationCanceledException) when (!isOnce)
            {
                // To be stopped is how this ends.
            }
        }));
        return command;
    }
}
