using System.CommandLine;
using System.CommandLine.Parsing;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Edits;

/// <summary><c>drumai label</c>.</summary>
internal static class LabelCommand
{
    private const string Notes = """
        A class that you set stays, whatever a model hears. Copies of a sound are one sound, wherever they lie.

        Examples:
          drumai label ~/Samples/odd.wav Hat_Open
          drumai label kick1.wav kick2.wav "bass drum"
          drumai label odd.wav --clear
          drumai label --undo
        """;

    public static Command Create(Terminal terminal)
    {
        var arguments = new EditArguments(EditKind.Label, "classes");
        var words = new Argument<string[]>("FILE... CLASS")
        {
            Description = "Files of the library, and the class or sub-class that they are to have.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var clear = new Option<bool>("--clear") { Description = "Take away the class that was set by hand; the files stand alone then." };
        var command = new NotedCommand("label", "Says what sounds are.", Notes) { words, clear };
        arguments.AddTo(command);
        command.Validators.Add(result =>
        {
            string[] given = result.GetValue(words) ?? [];
            bool isUndo = result.Children.OfType<OptionResult>().Any(o => o.Option.Name == "--undo");
            if (isUndo)
            {
                if (given.Length > 0) result.AddError("--undo stands alone.");
            }
            else if (result.GetValue(clear))
            {
                if (given.Length == 0) result.AddError("files are missing.");
            }
            else if (given.Length < 2)
            {
                result.AddError("files and a class are missing.");
            }
            else
            {
                LabelParser.Parse(result, given[^1]);
            }
        });
        command.SetAction((result, cancellation) =>
        {
            string[] given = result.GetValue(words) ?? [];
            bool clears = result.GetValue(clear);
            var label = clears || arguments.IsUndo(result) ? null : DrumLabel.Parse(given[^1]);
            return arguments.RunAsync(
                result, label is null ? given : given[..^1], (edits, samples) => edits.SetLabel(samples, label), terminal, cancellation);
        });
        return command;
    }
}
