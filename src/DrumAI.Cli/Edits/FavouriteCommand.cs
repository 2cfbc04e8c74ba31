using System.CommandLine;
using System.CommandLine.Parsing;
using DrumAI.Catalogue.Entities;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Edits;

/// <summary><c>drumai favourite</c>.</summary>
internal static class FavouriteCommand
{
    private const string Notes = """
        Examples:
          drumai favourite kick.wav snare.wav
          drumai favourite kick.wav --off
          drumai favourite --undo
        """;

    public static Command Create(Terminal terminal)
    {
        var arguments = new EditArguments(EditKind.Favourite, "favourites");
        var files = new Argument<string[]>("FILE") { Description = "Files of the library.", Arity = ArgumentArity.ZeroOrMore };
        var off = new Option<bool>("--off") { Description = "They are favourites no more." };
        var command = new NotedCommand("favourite", "Marks sounds as favourites.", Notes) { files, off };
        arguments.AddTo(command);
        command.Validators.Add(result =>
        {
            bool isUndo = result.Children.OfType<OptionResult>().Any(o => o.Option.Name == "--undo");
            if (isUndo == result.GetValue(files) is { Length: > 0 }) result.AddError("give files, or --undo alone.");
        });
        command.SetAction((result, cancellation) => arguments.RunAsync(
            result, result.GetValue(files)!, (edits, samples) => edits.SetFavourite(samples, !result.GetValue(off)), terminal, cancellation));
        return command;
    }
}
