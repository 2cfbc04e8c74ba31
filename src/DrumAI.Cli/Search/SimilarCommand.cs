using System.CommandLine;
using System.Globalization;
using DrumAI.Audio;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Search;
using DrumAI.Classification;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Search;

namespace DrumAI.Cli.Search;

/// <summary>The sub-command <c>similar</c>.</summary>
internal static class SimilarCommand
{
    private const string Notes = """
        Scores go from 0 to 1. By default sounds are compared by what the model hears; weights let timbre, attack and length count as well, or alone.

        Examples:
          drumai similar kick.wav
          drumai similar kick.wav -n 50 --timbre 0.5 --length 0.2
          drumai similar hat.wav --overall 0 --attack 1 --format jsonl | jq -r .path
        """;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The sound to compare with; it need not be in the library." };
        var count = new CountOption("-n", usual: 20, what: "sounds");
        var overall = Weight("--overall", "what the model hears", 1);
        var timbre = Weight("--timbre", "the seven timbral measures", 0);
        var attack = Weight("--attack", "the time of the attack", 0);
        var length = Weight("--length", "the length", 0);
        var data = new DataOption();
        var model = new ModelOption("Folder of the model that heard the library, instead of the one that it was last heard with.");
        var format = new FormatOption("A table for people, or one JSON object a line.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("similar", "Finds the library's sounds that are most like one.", Notes)
        {
            file, count, overall, timbre, attack, length, data, model, format,
        };
        command.SetAction((result, cancellation) => Task.Run(
            () => Run(
                result.GetRequiredValue(file),
                new SimilarityWeights(result.GetValue(overall), result.GetValue(timbre), result.GetValue(attack), result.GetValue(length)),
                result.GetValue(count), data.FolderOf(result), model.DirectoryOf(result, data.FolderOf(result)), format.Of(result), terminal, cancellation),
            CancellationToken.None));
        return command;
    }

    private static Option<float> Weight(string name, string what, float usual) => new(name)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"How much {what} counts; {usual} unless told otherwise."),
        HelpName = "W",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float weight) && weight is >= 0 and <= 1e6f) return weight;
            result.AddError($"{name} takes a number from 0 on, not {text}.");
            return 1;
        },
    };

    private static int Run(
        string path,
        SimilarityWeights weights,
        int count,
        string dataFolder,
        string modelDirectory,
        ResultFormat format,
        Terminal terminal,
        CancellationToken cancellation)
    {
        if (weights is { Overall: 0, Timbre: 0, Attack: 0, Length: 0 })
        {
            terminal.Error.WriteLine("drumai similar: one of the weights must be more than 0.");
            return ExitCode.Usage;
        }

        using var classifier = DrumClassifier.Load(modelDirectory);
        using var catalogue = SampleCatalogue.Open(dataFolder);
        SimilarSound sound;
        long? itself;
        try
        {
            sound = HeardSound.Of(path, classifier);
            itself = LibrarySimilarity.FindContent(catalogue, path);
        }
        catch (AudioFormatException e)
        {
            terminal.Error.WriteLine($"drumai: {CellText.Printable(path)}: {e.Message}");
            return ExitCode.SomeUnreadable;
        }

        using var index = LibrarySimilarity.Load(catalogue, classifier.Card.Id, classifier.Card.EmbeddingSize, cancellation);
        if (LibrarySimilarity.CountOthers(catalogue, classifier.Card.Id) is > 0 and var others)
            terminal.Error.WriteLine($"drumai: {others} sounds were not heard by this model yet, and are not compared; \"drumai library scan\" goes on.");
        var found = index.Nearest(sound, weights, count, id => id != itself);
        ScoredRows.Write(catalogue, found, terminal, format);
        return ExitCode.Success;
    }
}
