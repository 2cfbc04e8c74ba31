using DrumAI.Classification;
using DrumAI.Data;
using Spectre.Console;

namespace DrumAI.Lab;

/// <summary>What the commands have in common: how they end, and where they print.</summary>
internal static class LabCommand
{
    /// <summary>Carries out a command; what its user can mend is told in a line, and ends with 1.</summary>
    public static async Task<int> RunAsync(Func<Task> action)
    {
        try
        {
            await action();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ModelException or DatabaseException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public static Task<int> Run(Action action) => RunAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Standard output for tables; where it is no terminal, wide enough that no cell is broken.</summary>
    public static IAnsiConsole WideConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected) console.Profile.Width = 240;
        return console;
    }
}
