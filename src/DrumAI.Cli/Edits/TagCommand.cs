using System.CommandLine;
using System.CommandLine.Parsing;
using DrumAI.Catalogue.Entities;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Edits;

/// <summary><c>drumai tag</c>.</summary>
internal static class TagCommand
{
    private const string Notes = """
        Examples:
          drumai tag kick.wav snare.wav --add "my kit" --add dusty
          drumai tag kick.wav --remove dusty
          drumai tag --undo
        """;

    public static Command Create(Terminal terminal)
    {
        var arguments = new EditArguments(EditKind.Tag, "tags");
        var files = new Argument<string[]>("FILE") { Description = "Files of the library.", Arity = ArgumentArity.ZeroOrMore };
        var add = TagOption("--add", "A tag to put on the sounds; several of it.");
        var remove = TagOption("--remove", "A tag to take off them; several of it.");
        var command = new NotedCommand("tag", "Puts tags on sounds, or takes them off.", Notes) { files, add, remove };
        arguments.AddTo(command);
        command.Validators.Add(result =>
        {
            bool hasFiles = result.GetValue(files) is { Length: > 0 }, hasTags = result.GetValue(add)!.Length + result.GetValue(remove)!.Length > 0;
            if (result.Children.OfType<OptionResult>().Any(o => o.Option.Name == "--undo"))
            {
                if (hasFiles || hasTags) result.AddError("--undo stands alone.");
            }
            else if (!hasFiles || !hasTags)
            {
                result.AddError("give files, and tags with --add or --remove.");
            }
        });
        command.SetAction((result, cancellation) => arguments.RunAsync(
            result,
            result.GetValue(files)!,
            (edits, samples) => edits.ChangeTags(samples, result.GetValue(add)!, result.GetValue(remove)!),
            terminal,
            cancellation));
        return command;
    }

    private static Option<string[]> TagOption(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "TAG", DefaultValueFactory = _ => [] };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.Trim().Length is 0 or > 100 || token.Value.Any(char.IsControl))
                    result.AddError($"{name} takes 1 to 100 characters, none of them a control character.");
        });
        return option;
    }
}
