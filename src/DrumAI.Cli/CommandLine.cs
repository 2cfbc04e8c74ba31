using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Data.Common;
using DrumAI.Catalogue;
using DrumAI.Classification;
using DrumAI.Cli.Admins;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Backups;
using DrumAI.Cli.Classify;
using DrumAI.Cli.Duplicates;
using DrumAI.Cli.Edits;
using DrumAI.Cli.Export;
using DrumAI.Cli.Features;
using DrumAI.Cli.Library;
using DrumAI.Cli.Models;
using DrumAI.Cli.Organise;
using DrumAI.Cli.Output;
using DrumAI.Cli.Search;
using DrumAI.Cli.Serve;
using DrumAI.Cli.Studio;
using DrumAI.Data;
using DrumAI.Organising;

namespace DrumAI.Cli;

/// <summary>The whole command line: the program, its sub-commands, and what it says where none makes sense.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        // A path may begin with an at sign, which must not be taken for a file of arguments; nor are letters of options ever run together.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var result = CreateProgram(terminal).Parse(args, parsing);
        try
        {
            if (await FindUsageErrorAsync(result, terminal.Error)) return ExitCode.Usage;
            return await result.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (OutputClosedException)
        {
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("drumai: stopped before the end.");
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is ModelException or CatalogueException or OrganiseException or DatabaseException or IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"drumai: {e.Message}");
            return ExitCode.Failure;
        }
        catch (DbException e)
        {
            await terminal.Error.WriteLineAsync($"drumai: the catalogue cannot be used: {e.Message}");
            return ExitCode.Failure;
        }
    }

    private static Command CreateProgram(Terminal terminal) => new("drumai", "Hears what drum samples are. Works offline: no sound leaves this machine.")
    {
        new HelpOption("--help", "-h", "-?") { Description = "Shows this help.", Action = new NotedHelp() },
        new VersionOption { Description = "Shows the version." },
        ClassifyCommand.Create(terminal),
        FeaturesCommand.Create(terminal),
        DuplicatesCommand.Create(terminal),
        LibraryCommand.Create(terminal),
        LabelCommand.Create(terminal),
        TagCommand.Create(terminal),
        FavouriteCommand.Create(terminal),
        ExportCommand.Create(terminal),
        SearchCommand.Create(terminal),
        SimilarCommand.Create(terminal),
        OrganiseCommand.Create(terminal),
        StudioCommand.Create(terminal),
        ServeCommand.Create(terminal),
        AdminCommand.Create(terminal),
        ServiceBackupCommand.Create(terminal),
        ServiceRestoreCommand.Create(terminal),
        ModelsCommand.Create(terminal),
    };

    /// <summary>Says what is wrong with the command line, if anything is.</summary>
    private static async Task<bool> FindUsageErrorAsync(ParseResult result, TextWriter error)
    {
        if (result.Action is NotedHelp || result.Action is not (null or ParseErrorAction) && FindUnknownOption(result) is null) return false;
        var command = result.CommandResult.Command;
        string program = NameOf(command);
        if (FindUnknownOption(result) is { } option)
            await error.WriteLineAsync($"{program}: there is no option {option}. A file of this name is given after --, or with its folder.");
        else if (!command.Parents.Any())
            await error.WriteLineAsync(result.UnmatchedTokens is [var first, ..] ? $"drumai: there is no command {first}." : "drumai: a command is missing.");
        else
            foreach (var problem in result.Errors) await error.WriteLineAsync($"{program}: {problem.Message}");
        await error.WriteLineAsync($"Try '{program} --help'.");
        return true;
    }

    /// <summary>How a command is called: the program, and its sub-commands down to this one.</summary>
    private static string NameOf(Symbol command) => command.Parents.FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : command.Name;

    /// <summary>The first argument that looks like an option but is none: paths are told from options by their first letter, up to a double dash.</summary>
    private static string? FindUnknownOption(ParseResult result)
    {
        var beforeDoubleDash = result.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return result.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(a => a.Tokens.Where(t => a.Argument is not QueryArgument || !QueryArgument.Takes(t.Value)))
            .FirstOrDefault(t => t.Value.Length > 1 && t.Value[0] == '-' && beforeDoubleDash.Contains(t))?.Value;
    }
}
