using DrumAI.Training.Pictures;

namespace DrumAI.Training.Evaluation;

/// <summary>A report as a folder of files: <c>report.json</c>, <c>report.md</c>, and the pictures.</summary>
public static class ReportFolder
{
    /// <summary>Writes the files; those there are replaced.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder, made where it is missing.</param>
    /// <returns>The paths of the files, as each is written.</returns>
    public static IEnumerable<string> Write(EvaluationReport report, string folder)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        string[] classes = [.. report.Classes.Select(c => c.Name)], subclasses = [.. report.Subclasses.Select(s => s.Name)];
        yield return File("report.json", path => System.IO.File.WriteAllText(path, ReportWriter.ToJson(report)));
        yield return File("report.md", path => System.IO.File.WriteAllText(path, ReportWriter.ToMarkdown(report)));
        yield return File("confusion.png", path => ConfusionPicture.Draw(report.Confusion, classes, $"Classes, {report.Protocol}", path));
        yield return File("confusion-counts.png", path => ConfusionPicture.Draw(report.Confusion, classes, $"Classes, {report.Protocol}", path, showCounts: true));
        yield return File(
            "confusion-subclasses.png", path => ConfusionPicture.Draw(report.SubclassConfusion, subclasses, $"Sub-classes within the true class, {report.Protocol}", path));
        yield return File("reliability.png", path => ReliabilityPicture.Draw(report.Reliability, $"Reliability, {report.Protocol}", path));

        string File(string name, Action<string> write)
        {
            string path = Path.Combine(folder, name);
            write(path);
            return path;
        }
    }
}
