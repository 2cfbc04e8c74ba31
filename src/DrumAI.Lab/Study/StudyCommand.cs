using System.CommandLine;
using System.Globalization;
using System.Text;
using DrumAI.Training;

namespace DrumAI.Lab.Study;

/// <summary><c>drumai-lab study</c>: makes the tables of the study from the results files.</summary>
internal static class StudyCommand
{
    public static Command Create()
    {
        var results = ExperimentCommand.ResultsOption();
        var output = new Option<FileInfo>("--output") { Description = "Markdown file to write.", DefaultValueFactory = _ => new FileInfo(Path.Combine("docs", "study", "README.md")) };
        var command = new Command("study", "Make the tables of the study anew from the results files.") { results, output };
        command.SetAction((parsed, _) => LabCommand.Run(() =>
        {
            var found = Read(parsed.GetValue(results)!.FullName);
            string path = parsed.GetValue(output)!.FullName;
            File.WriteAllText(path, Text(found));
            Console.Error.WriteLine($"wrote {path}: {found.Count} recipes");
        }));
        return command;
    }

    /// <summary>All results, which must be of one set and one split.</summary>
    /// <exception cref="InvalidDataException">There are none, one cannot be read, or they are of different data.</exception>
    private static List<(Recipe Recipe, ExperimentResult? Result)> Read(string folder)
    {
        var rows = Recipe.Known.Select(recipe =>
        {
            string path = Path.Combine(folder, recipe.Name + ".json");
            return (Recipe: recipe, Result: File.Exists(path) ? ExperimentResult.Read(path) : null);
        }).ToList();
        ExperimentResult[] results = [.. rows.Select(r => r.Result).OfType<ExperimentResult>()];
        if (results.Length == 0) throw new InvalidDataException($"{folder} holds no results; run drumai-lab experiment all.");
        if (results.DistinctBy(r => (r.DataHash, r.SplitHash)).Count() > 1) throw new InvalidDataException("The results are of different data or splits: run those anew that are old.");
        return rows;
    }

    private static string Text(List<(Recipe Recipe, ExperimentResult? Result)> rows)
    {
        var text = new StringBuilder();
        var first = rows.Select(r => r.Result).OfType<ExperimentResult>().First();
        text.AppendLine("# The study: experiments");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Made by `drumai-lab study` from the results files beside it (`drumai-lab experiment all`). Data {first.DataHash[..12]}, folds {first.SplitHash[..12]}.");
        text.AppendLine("\"Learnt from\" is the macro F1 over the 23 classes of the report on the training sounds themselves. In brackets: 95 % intervals over libraries.");
        Section(text, rows, Workshop.NameOf(Protocol.ByLibrary), withReport: false);
        Section(text, rows, Workshop.NameOf(Protocol.Random), withReport: true);
        text.AppendLine();
        text.AppendLine("## Cost");
        text.AppendLine();
        text.AppendLine("| recipe | numbers a sound | kilobytes learnt | microseconds a sound, features at hand | seconds for both protocols | embedders |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var (recipe, result) in rows)
            if (result is not null)
                text.AppendLine(CultureInfo.InvariantCulture, $"| {recipe.Name} | {result.InputLength} | {result.ModelBytes / 1000.0:0} | {result.MicrosecondsPerSound:0} | {result.Seconds:0} | {string.Join(", ", result.Embedders)} |");
        return text.ToString();
    }

    private static void Section(StringBuilder text, List<(Recipe Recipe, ExperimentResult? Result)> rows, string protocol, bool withReport)
    {
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {char.ToUpperInvariant(protocol[0])}{protocol[1..]}");
        text.AppendLine();
        string[] header = ["recipe", "what", "F1, 17 classes", "F1, 7 classes", "F1, 23 classes", "accuracy", "sub-class", "AUC", "learnt from", .. withReport ? new[] { "2021: F1, AUC" } : []];
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", header)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|{string.Concat(header.Select(_ => "---|"))}");
        foreach (var (recipe, result) in rows)
        {
            string reported = recipe.Reported is { } r ? $"{r.F1:0.000}, {r.Auc:0.000}" : "";
            string[] cells = result?.Protocols.GetValueOrDefault(protocol) is { } f
                ? [recipe.Name, recipe.Title, $"{f.Spread}", $"{f.Large}", $"{f.Report}", $"{f.Accuracy}", f.Subclass is null ? "" : $"{f.Subclass}", $"{f.AreaUnderCurve:0.000}", $"{f.TrainingReport:0.000}"]
                : [recipe.Name, recipe.Title, recipe.NotRun is null ? "not run yet" : $"not run: {recipe.NotRun}", "", "", "", "", "", ""];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", [.. cells, .. withReport ? new[] { reported } : []])} |");
        }
    }
}
