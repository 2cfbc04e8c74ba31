using System.CommandLine;

namespace DrumAI.Lab.Study;

/// <summary><c>drumai-lab study</c>: makes the tables and pictures of the study from the results files.</summary>
internal static class StudyCommand
{
    public static Command Create()
    {
        var results = ExperimentCommand.ResultsOption();
        var output = new Option<FileInfo>("--output")
        {
            Description = "Markdown file to write; pages of recipes and pictures go beside it.",
            DefaultValueFactory = _ => new FileInfo(Path.Combine("docs", "study", "README.md")),
        };
        var command = new Command("study", "Make the tables and pictures of the study anew from the results files.") { results, output };
        command.SetAction((parsed, _) => LabCommand.Run(() =>
        {
            var found = StudyResults.Read(parsed.GetValue(results)!.FullName);
            string path = parsed.GetValue(output)!.FullName, folder = Path.GetDirectoryName(path)!;
            foreach (var (recipe, result) in found.Recipes)
                if (result is { Details.Count: > 0 }) RecipePage.Write(recipe, result, Path.Combine(folder, recipe.Name));
            StudyPictures.DrawCurves(found, folder);
            File.WriteAllText(path, new StudyPage(found).Text());
            Console.Error.WriteLine($"wrote {path}: {found.Run.Count} recipes");
        }));
        return command;
    }
}
