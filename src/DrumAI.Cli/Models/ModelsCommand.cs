using System.CommandLine;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Data.Jobs;
using DrumAI.Data.Registry;

namespace DrumAI.Cli.Models;

/// <summary>The sub-command <c>models</c>: the registry of a shared service, for those who run it.</summary>
internal static class ModelsCommand
{
    private const string Notes = """
        This is about the models of "drumai serve", in its database, while it serves or not. Every replica serves the current model within seconds.
        Retraining is carried out by "drumai-lab worker".

        Examples:
          drumai models list
          drumai models promote 7f00a1c2 --reason "heard by ear"
          drumai models rollback
          drumai models retrain --database @/run/secrets/database
          drumai models jobs --format jsonl

        Exit codes:
          0    done
          2    the command line makes no sense
          1    anything else, such as a model that cannot be served: nothing has changed then
        """;

    public static Command Create(Terminal terminal) => new NotedCommand("models", "Shows and changes the models of the shared service.", Notes)
    {
        Listing("list", "Lists the registered models, the newest first.", terminal, async (database, output, cancellation) => output.Write(await new ModelRegistry(database).ListAsync(cancellation))),
        Listing("jobs", "Lists the jobs, the newest first.", terminal, async (database, output, cancellation) => output.Write(await new JobBoard(database).ListAsync(cancellation: cancellation))),
        Promote(terminal),
        RollBack(terminal),
        Retrain(terminal),
        Export(terminal),
    };

    private static Command Listing(string name, string description, Terminal terminal, Func<DrumDatabase, ModelRows, CancellationToken, Task> list)
    {
        var format = new FormatOption("A table for people, or one JSON object a line.", ResultFormat.Table, ResultFormat.Jsonl);
        return With(new Command(name, description) { format }, terminal, async (result, database, cancellation) =>
        {
            await list(database, new ModelRows(terminal, format.Of(result)), cancellation);
            return ExitCode.Success;
        });
    }

    private static Command Promote(Terminal terminal)
    {
        var version = new Argument<string>("VERSION") { Description = "Version or whole name of a registered model." };
        var reason = ReasonOption();
        return With(new Command("promote", "Makes a model current: it is loaded and tried first.") { version, reason }, terminal, async (result, database, cancellation) =>
        {
            var change = await new ModelRegistry(database).PromoteAsync(result.GetRequiredValue(version), By, result.GetRequiredValue(reason), cancellation: cancellation);
            return await TellCurrentAsync(database, change, terminal, cancellation);
        });
    }

    private static Command RollBack(Terminal terminal)
    {
        var reason = ReasonOption();
        return With(new Command("rollback", "Goes back to the model before the current one.") { reason }, terminal, async (result, database, cancellation) =>
        {
            var change = await new ModelRegistry(database).RollBackAsync(By, result.GetRequiredValue(reason), cancellation);
            return await TellCurrentAsync(database, change, terminal, cancellation);
        });
    }

    private static Command Retrain(Terminal terminal) =>
        With(new Command("retrain", "Queues a retraining, unless one waits already."), terminal, async (_, database, cancellation) =>
        {
            var job = await new JobBoard(database).EnqueueAsync(JobKind.Retrain, "asked for on the command line", cancellation: cancellation);
            await terminal.Out.WriteLineAsync($"Job {job.Id} waits for a worker.");
            return ExitCode.Success;
        });

    private static Command Export(Terminal terminal)
    {
        var version = new Argument<string>("VERSION") { Description = "Version or whole name of a registered model." };
        var folder = new Argument<string>("DIR") { Description = "Model folder to write; drumai classify --model takes it." };
        return With(new Command("export", "Writes a registered model as a model folder.") { version, folder }, terminal, async (result, database, cancellation) =>
        {
            var registry = new ModelRegistry(database);
            string name = result.GetRequiredValue(version);
            var model = await registry.FindAsync(name, cancellation) ?? throw new RegistryException($"There is no model {name}.");
            string path = Path.GetFullPath(result.GetRequiredValue(folder));
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) throw new IOException($"{path} is not empty.");
            (await registry.ReadAsync(model, cancellation)).Write(path);
            await terminal.Out.WriteLineAsync($"Wrote {CellText.Printable(path)}.");
            return ExitCode.Success;
        });
    }

    /// <summary>Who it was, for the history of models.</summary>
    private static string By => $"drumai models ({Environment.UserName})";

    private static Option<string> ReasonOption() => new("--reason") { Description = "Why, for the history.", HelpName = "TEXT", DefaultValueFactory = _ => "asked for on the command line" };

    private static async Task<int> TellCurrentAsync(DrumDatabase database, ModelChange change, Terminal terminal, CancellationToken cancellation)
    {
        var current = (await new ModelRegistry(database).ListAsync(cancellation)).Single(m => m.Id == change.ModelId);
        await terminal.Out.WriteLineAsync($"{current.Name} is current.");
        return ExitCode.Success;
    }

    private static Command With(Command command, Terminal terminal, Func<ParseResult, DrumDatabase, CancellationToken, Task<int>> run)
    {
        var place = new DatabaseOptions();
        place.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            try
            {
                await using var database = await DrumDatabase.OpenAsync(place.Of(result), cancellation: cancellation);
                return await run(result, database, cancellation);
            }
            catch (RegistryException e)
            {
                await terminal.Error.WriteLineAsync($"drumai models: {e.Message}");
                return ExitCode.Failure;
            }
        });
        return command;
    }
}
