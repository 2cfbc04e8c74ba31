using System.Globalization;
using System.Text;
using DrumAI.Training;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Pictures;

namespace DrumAI.Lab.Study;

/// <summary>A page on one recipe: classes, sub-classes, confusions, mistakes to listen to, reliability; with pictures.</summary>
internal static class RecipePage
{
    /// <summary>Writes README.md and the pictures into a folder.</summary>
    public static void Write(Recipe recipe, ExperimentResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {recipe.Name}: {recipe.Title}");
        text.AppendLine();
        text.AppendLine("Made by `drumai-lab study` from the results file. Every figure is of sounds that were held out of training. Back to [all recipes](../README.md).");
        foreach (var (protocol, detail) in result.Details)
        {
            string place = protocol.Replace(' ', '-');
            bool tellsSubclasses = result.Protocols[protocol].Subclass is not null;
            text.Append(CultureInfo.InvariantCulture, $"\n## {char.ToUpperInvariant(protocol[0])}{protocol[1..]}\n\n### Classes\n\n");
            Scores(text, detail.Classes);
            if (tellsSubclasses)
            {
                text.Append("\n### Sub-classes, within the true class\n\n");
                Scores(text, detail.Subclasses);
            }

            text.Append("\n### Most common confusions\n\nBelow the data folder, the sounds of which the recipe was surest.\n\n| is | was taken for | sounds | such as |\n|---|---|---|---|\n");
            foreach (var m in detail.Mistakes)
                text.Append(CultureInfo.InvariantCulture, $"| {m.Actual} | {m.Predicted} | {m.Count} | {string.Join("<br>", m.Sounds.Select(s => $"`{s}`"))} |\n");
            string[] classes = [.. detail.Classes.Select(c => c.Name)], subclasses = [.. detail.Subclasses.Select(s => s.Name)];
            var confusion = ConfusionMatrix.Of(detail.Confusion);
            text.Append("\n### Pictures\n");
            Picture("confusion", "Confusions, per cent of the true class", path => ConfusionPicture.Draw(confusion, classes, $"{recipe.Name}, {protocol}", path));
            if (protocol == Workshop.NameOf(Protocol.ByLibrary))
                Picture("confusion-counts", "Confusions, sounds", path => ConfusionPicture.Draw(confusion, classes, $"{recipe.Name}, {protocol}", path, showCounts: true));
            if (tellsSubclasses)
                Picture("confusion-subclasses", "Confusions of sub-classes", path => ConfusionPicture.Draw(ConfusionMatrix.Of(detail.SubclassConfusion), subclasses, $"{recipe.Name}, {protocol}", path));
            Picture("reliability", "Reliability", path => ReliabilityPicture.Draw(detail.Reliability, $"{recipe.Name}, {protocol}", path));

            void Picture(string name, string title, Action<string> draw)
            {
                draw(Path.Combine(folder, $"{place}-{name}.png"));
                text.Append(CultureInfo.InvariantCulture, $"\n![{title}]({place}-{name}.png)\n");
            }
        }

        File.WriteAllText(Path.Combine(folder, "README.md"), text.ToString());
    }

    private static void Scores(StringBuilder text, IReadOnlyList<ClassScore> scores)
    {
        text.Append("| | precision | recall | F1 | sounds |\n|---|---|---|---|---|\n");
        foreach (var s in scores) text.Append(CultureInfo.InvariantCulture, $"| {s.Name} | {s.Precision:0.000} | {s.Recall:0.000} | {s.F1:0.000} | {s.Support} |\n");
    }
}
