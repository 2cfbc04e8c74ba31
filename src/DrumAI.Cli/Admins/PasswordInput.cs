using System.Text;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Admins;

/// <summary>
/// Where a password comes from: a file, a person at the keyboard, or the first line of standard input. Never an argument: those stand in histories and in
/// lists of processes.
/// </summary>
internal static class PasswordInput
{
    /// <summary>Reads it; a person types it twice.</summary>
    /// <returns>The password; null where two were typed that differ, or none was given.</returns>
    public static async Task<string?> ReadAsync(string? file, Terminal terminal, CancellationToken cancellation)
    {
        if (file is not null) return FirstLine(await File.ReadAllTextAsync(file, cancellation));
        if (Console.IsInputRedirected) return FirstLine(await Console.In.ReadLineAsync(cancellation) ?? "");
        string first = await TypeAsync("Password (at least 12 characters): ", terminal), second = await TypeAsync("Once more: ", terminal);
        return first == second && first.Length > 0 ? first : null;
    }

    private static string? FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r') is { Length: > 0 } line ? line : null;

    /// <summary>What is typed is not shown.</summary>
    private static async Task<string> TypeAsync(string prompt, Terminal terminal)
    {
        await terminal.Error.WriteAsync(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        await terminal.Error.WriteLineAsync();
        return typed.ToString();
    }
}
