using System.CommandLine;
using System.Net;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Service;

namespace DrumAI.Cli.Serve;

/// <summary>The sub-command <c>serve</c>: its arguments and its help.</summary>
internal static class ServeCommand
{
    private const string EveryNight = "0 0 3 * * ?";
    private const string Never = "never";

    private const string Notes = """
        Without --database everything is kept in one SQLite file in the data folder. With PostgreSQL any number of these may run on one database.
        / shows statistics to all, /dashboard the rest to administrators; "drumai admin add NAME" makes the first one.
        It answers on this machine alone, unless --host says otherwise; whatever stands in front of it then (HTTPS, a proxy) is yours to set up.
        Retraining is only asked for here: "drumai-lab worker" does it, and "drumai models" shows what came of it.
        The log goes to standard error, a JSON object a line; it holds neither names of files nor tokens.

        Examples:
          drumai serve
          drumai serve --port 0 --data ~/drumai-service
          drumai serve --host 0.0.0.0 --proxy 10.0.0.2 --database @/run/secrets/database
          curl -F samplefile=@kick.wav http://127.0.0.1:5253/predict

        Exit codes:
          0    stopped by Ctrl+C or a request to terminate
          2    the command line makes no sense
          1    anything else, such as a port that is taken or a database that does not answer
        """;

    public static Command Create(Terminal terminal)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on; 5253 unless told otherwise, 0 for a free one.",
            HelpName = "N",
            DefaultValueFactory = _ => 5253,
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens[0].Value, out int number) && number is >= 0 and <= IPEndPoint.MaxPort) return number;
                result.AddError($"--port takes a number from 0 to {IPEndPoint.MaxPort}, not {result.Tokens[0].Value}.");
                return 0;
            },
        };
        var host = new Option<IPAddress>("--host")
        {
            Description = "Address to listen on, for containers; this machine alone unless told otherwise.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (IPAddress.TryParse(result.Tokens[0].Value, out var address)) return address;
                result.AddError($"--host takes an address such as 0.0.0.0, not {result.Tokens[0].Value}.");
                return IPAddress.Loopback;
            },
        };
        var proxy = new Option<string[]>("--proxy")
        {
            Description = "A proxy in front, as an address or a network; only such a one is believed when it says for whom it asks.",
            HelpName = "ADDRESS",
        };
        var database = new DatabaseOptions();
        var schedule = new Option<string>("--retrain")
        {
            Description = "When to ask for a retraining if anything new was agreed on: a cron expression, seconds first, UTC; or never.",
            HelpName = "CRON",
            DefaultValueFactory = _ => EveryNight,
        };
        var enough = new Option<int>("--retrain-after")
        {
            Description = "Ask for one at once when so many sounds were agreed on since the last.",
            HelpName = "N",
            DefaultValueFactory = _ => 200,
        };
        enough.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out int count) && count >= 1)) result.AddError($"--retrain-after takes a number from 1 up, not {token.Value}.");
        });
        var model = new ModelOption("Folder of the model to serve, instead of the one that is built in.");

        var command = new NotedCommand("serve", "Serves predictions and corrections to others, over HTTP.", Notes) { port, host, proxy, schedule, enough, model };
        database.AddTo(command);
        command.SetAction((result, cancellation) => ServeRun.RunAsync(
            new ServiceOptions
            {
                Database = database.Of(result),
                Address = result.GetValue(host)!,
                Port = result.GetValue(port),
                TrustedProxies = result.GetValue(proxy) ?? [],
                ModelDirectory = model.DirectoryOf(result),
                RetrainSchedule = result.GetRequiredValue(schedule) is { } times && times != Never ? times : null,
                RetrainAfter = result.GetRequiredValue(enough),
            },
            terminal,
            cancellation));
        return command;
    }
}
