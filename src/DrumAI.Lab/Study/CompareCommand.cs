using System.CommandLine;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using Spectre.Console;

namespace DrumAI.Lab.Study;

/// <summary><c>drumai-lab compare</c>: whether one recipe is better than another, with intervals over libraries.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("A") { Description = "A recipe that was run, or a file of predictions by library (drumai-lab train writes one)." };
        var second = new Argument<string>("B") { Description = "Another." };
        var predictions = ExperimentCommand.PredictionsOption();
        var command = new Command("compare", "Compare two models on the same held-out sounds: B less A, with intervals over libraries.") { first, second, predictions };
        command.SetAction((parsed, _) => LabCommand.Run(() =>
        {
            string folder = parsed.GetValue(predictions)!.FullName, a = parsed.GetValue(first)!, b = parsed.GetValue(second)!;
            var table = new Table().Title(Markup.Escape($"{Path.GetFileName(b)} less {Path.GetFileName(a)}")).Border(TableBorder.Rounded).AddColumns("figure", "A", "B", "B - A (95 % interval over libraries)");
            foreach (var row in PairedComparison.Of(Read(folder, a), Read(folder, b), DrumTaxonomy.Default))
                table.AddRow(row.Name, $"{row.First:0.000}", $"{row.Second:0.000}", $"{row.Difference}");
            AnsiConsole.Write(table);
        }));
        return command;
    }

    private static IReadOnlyList<PredictionRow> Read(string folder, string name)
    {
        string path = File.Exists(name) ? name : ExperimentCommand.PredictionsOf(folder, name, Protocol.ByLibrary);
        return File.Exists(path) ? PredictionFile.Read(path, DrumTaxonomy.Default) : throw new InvalidDataException($"{name} is no file, and no recipe that was run: {path} is not there.");
    }
}
