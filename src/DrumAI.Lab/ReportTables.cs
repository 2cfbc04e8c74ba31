using DrumAI.Training.Evaluation;
using Spectre.Console;

namespace DrumAI.Lab;

/// <summary>A report as tables on a terminal.</summary>
internal static class ReportTables
{
    /// <summary>Prints the figures, the classes and the sub-classes, and what a reader has to know.</summary>
    public static void Print(EvaluationReport report, IAnsiConsole console)
    {
        var figures = Start($"{report.Protocol}: {report.RowCount} sounds of {report.GroupCount} groups", "figure", "value (95 % interval over libraries)");
        foreach (var (name, value) in report.Figures) figures.AddRow(name, value);
        console.Write(figures);
        console.Write(Scores("classes", report.Classes));
        console.Write(Scores("sub-classes within their class", report.Subclasses));
        if (report.Note is not null) console.Profile.Out.Writer.WriteLine(report.Note);
    }

    private static Table Scores(string title, IReadOnlyList<ClassScore> scores)
    {
        var table = Start(title, "name", "precision", "recall", "F1", "sounds");
        for (int column = 1; column < table.Columns.Count; column++) table.Columns[column].RightAligned();
        foreach (var score in scores.Where(s => s.Support > 0))
            table.AddRow(score.Name, $"{score.Precision:0.000}", $"{score.Recall:0.000}", $"{score.F1:0.000}", $"{score.Support}");
        return table;
    }

    private static Table Start(string title, params string[] columns)
    {
        var table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Rounded);
        foreach (string column in columns) table.AddColumn(column);
        return table;
    }
}
