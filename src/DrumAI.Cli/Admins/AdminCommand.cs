using System.CommandLine;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Dashboard.Security;
using DrumAI.Data;

namespace DrumAI.Cli.Admins;

/// <summary>The sub-command <c>admin</c>: who may log in to the service's dashboard.</summary>
internal static class AdminCommand
{
    /// <summary>Who did it, in the dashboard's history.</summary>
    private const string Actor = "console";

    private const string Notes = """
        The password is asked for, or is the first line of standard input or of a file; it is never an argument. At least 12 characters.
        Works on the database itself, while the service runs or not; whoever is removed is logged out at once.

        Examples:
          drumai admin add ada
          drumai admin add ada --password-file /run/secrets/ada --database @/run/secrets/database
          drumai admin password ada < new-password
          drumai admin list

        Exit codes:
          0    done
          1    not done, such as a name that is taken or a password that is too short
          2    the command line makes no sense
        """;

    public static Command Create(Terminal terminal)
    {
        var command = new NotedCommand("admin", "Makes and removes administrators, who may log in to the service's dashboard.", Notes)
        {
            CreateWithPassword(
                "add", "Makes an administrator.", "made", terminal, (accounts, name, password) => accounts.AddAsync(name, password, Actor)),
            CreateWithPassword(
                "password", "Gives an administrator another password, lifts a lock, and ends all sessions of that name.", "has a new password", terminal,
                (accounts, name, password) => accounts.SetPasswordAsync(name, password, Actor)),
            CreateRemove(terminal),
            CreateList(terminal),
        };
        return command;
    }

    private static Command CreateWithPassword(
        string verb, string description, string done, Terminal terminal, Func<AdminAccounts, string, string, Task<IReadOnlyList<AdminProblem>>> work)
    {
        var name = NameArgument();
        var database = new DatabaseOptions();
        var file = new Option<string?>("--password-file") { Description = "File whose first line is the password.", HelpName = "FILE" };
        var command = new Command(verb, description) { name, file };
        database.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            string who = result.GetRequiredValue(name);
            if (await PasswordInput.ReadAsync(result.GetValue(file), terminal, cancellation) is not { } password)
                return await FailAsync(verb, ["No password was given, or the two differ."], terminal);
            return await RunAsync(verb, database.Of(result), terminal, accounts => work(accounts, who, password), $"{who}: {done}.", cancellation);
        });
        return command;
    }

    private static Command CreateRemove(Terminal terminal)
    {
        var name = NameArgument();
        var database = new DatabaseOptions();
        var command = new Command("remove", "Removes an administrator; what was done by that name stays in the history.") { name };
        database.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            string who = result.GetRequiredValue(name);
            return RunAsync("remove", database.Of(result), terminal, accounts => accounts.RemoveAsync(who, Actor), $"{who}: removed.", cancellation);
        });
        return command;
    }

    private static Command CreateList(Terminal terminal)
    {
        var database = new DatabaseOptions();
        var command = new Command("list", "Lists the administrators.");
        database.AddTo(command);
        command.SetAction((result, cancellation) => RunAsync(
            "list", database.Of(result), terminal,
            async accounts =>
            {
                foreach (var admin in await accounts.ListAsync()) await terminal.Out.WriteLineAsync($"{CellText.Printable(admin.Name)}\t{admin.CreatedAt:yyyy-MM-dd HH:mm}");
                return [];
            },
            done: null, cancellation));
        return command;
    }

    private static Argument<string> NameArgument() => new("NAME") { Description = "The administrator's name: letters, digits and -._@+" };

    private static async Task<int> RunAsync(
        string verb, string connection, Terminal terminal, Func<AdminAccounts, Task<IReadOnlyList<AdminProblem>>> work, string? done, CancellationToken cancellation)
    {
        try
        {
            await using var database = await DrumDatabase.OpenAsync(connection, cancellation: cancellation);
            var problems = await AdminAccounts.UseAsync(database, work);
            if (problems.Count > 0) return await FailAsync(verb, [.. problems.Select(p => p.Message)], terminal);
            if (done is not null) await terminal.Out.WriteLineAsync(done);
            return ExitCode.Success;
        }
        catch (DatabaseException e)
        {
            return await FailAsync(verb, [e.Message], terminal);
        }
    }

    private static async Task<int> FailAsync(string verb, IReadOnlyList<string> problems, Terminal terminal)
    {
        foreach (string problem in problems) await terminal.Error.WriteLineAsync($"drumai admin {verb}: {problem}");
        return ExitCode.Failure;
    }
}
