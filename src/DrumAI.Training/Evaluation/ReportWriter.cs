using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumAI.Training.Evaluation;

/// <summary>An <see cref="EvaluationReport"/> as text: JSON for programs, Markdown for people.</summary>
public static class ReportWriter
{
    /// <summary>How reports are written: camel case, numbers to six places, what is undefined as <c>null</c>.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new UndefinedAsNull() } };

    /// <summary>The whole report as one JSON object, in camel case; what is undefined (NaN) is <c>null</c>.</summary>
    public static string ToJson(EvaluationReport report) => JsonSerializer.Serialize(report, Json);

    /// <summary>The report as Markdown tables: the figures, then each class, each sub-class, the most common confusions, and reliability.</summary>
    public static string ToMarkdown(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Evaluation: {report.Protocol}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.RowCount} sounds of {report.GroupCount} groups. In brackets: 95 % intervals over other libraries (groups drawn with replacement).");
        text.AppendLine();
        if (report.Note is not null)
        {
            text.AppendLine(report.Note);
            text.AppendLine();
        }

        Table(
            text,
            ["figure", "value"],
            [
                .. report.Figures.Select(f => (string[])[f.Name, f.Value]),
                ["temperature of the class logits", Number(report.Calibration.Temperature)],
                ["weight of the classes' sizes", Number(report.Calibration.SizeWeight)],
            ]);
        Section(text, "Classes");
        Table(text, ["class", "precision", "recall", "F1", "sounds"], report.Classes.Select(Row));
        Section(text, "Sub-classes, within the true class");
        Table(text, ["sub-class", "precision", "recall", "F1", "sounds"], report.Subclasses.Select(Row));
        Section(text, "Most common confusions");
        Table(text, ["is", "was taken for", "sounds", "share of its class"], Confusions(report));
        Section(text, "Reliability");
        Table(
            text,
            ["confidence", "sounds", "mean confidence", "accuracy"],
            report.Reliability.Select(b => (string[])[$"{b.Lower:0.00} to {b.Upper:0.00}", $"{b.Count}", b.Count == 0 ? "" : Number(b.Confidence), b.Count == 0 ? "" : Number(b.Accuracy)]));
        return text.ToString();
    }

    /// <summary>Reports side by side, each with a link to its own folder: a README for the folder that holds them.</summary>
    /// <param name="reports">Name of the sub-folder that <see cref="ReportFolder"/> wrote each into.</param>
    /// <param name="curves">File name of the learning curves; null where there are none.</param>
    public static string ToSummary(IReadOnlyList<(string Folder, EvaluationReport Report)> reports, string? curves)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentOutOfRangeException.ThrowIfZero(reports.Count, nameof(reports));
        var text = new StringBuilder();
        text.AppendLine("# Evaluation");
        text.AppendLine();
        text.AppendLine("Each figure is of sounds that were held out of training. In brackets: 95 % intervals over other libraries (groups drawn with replacement).");
        text.AppendLine("By library, no kin of a test sound were in training: so will a user's own samples fare. A random fifth flatters.");
        text.AppendLine();
        Table(
            text,
            ["figure", .. reports.Select(r => r.Report.Protocol)],
            [
                ["sounds", .. reports.Select(r => $"{r.Report.RowCount}")],
                ["groups", .. reports.Select(r => $"{r.Report.GroupCount}")],
                .. reports.SelectMany(r => r.Report.Figures).Select(f => f.Name).Distinct().Select(name => (string[])
                    [name, .. reports.Select(r => r.Report.Figures.FirstOrDefault(f => f.Name == name).Value ?? "")]),
                ["whole report", .. reports.Select(r => $"[report]({r.Folder}/report.md)")],
            ]);
        foreach (var (folder, report) in reports) text.Append(CultureInfo.InvariantCulture, $"\n![Confusions, {report.Protocol}]({folder}/confusion.png)\n");
        if (curves is not null) text.Append(CultureInfo.InvariantCulture, $"\n![Learning curves]({curves})\n");
        return text.ToString();
    }

    private static IEnumerable<string[]> Confusions(EvaluationReport report)
    {
        const int shown = 25;
        var confusion = report.Confusion;
        var pairs = from actual in Enumerable.Range(0, confusion.Size)
                    from predicted in Enumerable.Range(0, confusion.Size)
                    where actual != predicted && confusion[actual, predicted] > 0
                    orderby confusion[actual, predicted] descending
                    select (Actual: actual, Predicted: predicted, Count: confusion[actual, predicted]);
        return pairs.Take(shown).Select(p => (string[])
            [report.Classes[p.Actual].Name, report.Classes[p.Predicted].Name, $"{p.Count}", Number((double)p.Count / confusion.Support(p.Actual))]);
    }

    private static string[] Row(ClassScore score) => [score.Name, Number(score.Precision), Number(score.Recall), Number(score.F1), $"{score.Support}"];

    private static string Number(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static void Section(StringBuilder text, string title)
    {
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {title}");
        text.AppendLine();
    }

    private static void Table(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", header)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|{string.Concat(Enumerable.Repeat("---|", header.Length))}");
        foreach (string[] row in rows) text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |");
    }

    private sealed class UndefinedAsNull : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(Math.Round(value, 6));
            else writer.WriteNullValue();
        }
    }
}
