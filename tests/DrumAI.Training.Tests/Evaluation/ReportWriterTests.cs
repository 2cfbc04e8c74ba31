using System.Text.Json;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Mapping;
using static DrumAI.Training.Tests.Evaluation.Rows;

namespace DrumAI.Training.Tests.Evaluation;

public sealed class ReportWriterTests
{
    [Fact]
    public void JsonHoldsTheFiguresAndNullForWhatIsUndefined()
    {
        var report = Evaluator.Evaluate([Row("Kick", "Kick"), Row("Kick", "Snare")], Drums, "by library", bootstrapCount: 0);
        using var json = JsonDocument.Parse(ReportWriter.ToJson(report));
        var root = json.RootElement;
        Assert.Equal("by library", root.GetProperty("protocol").GetString());
        Assert.Equal(0.5, root.GetProperty("accuracy").GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("accuracy").GetProperty("low").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("areaUnderCurve").ValueKind);
        Assert.Equal(1, root.GetProperty("confusion").GetProperty("counts")[0][1].GetInt32());
    }

    [Fact]
    public void MarkdownShowsEveryClassAndTheConfusionsByTheirNumber()
    {
        string text = ReportWriter.ToMarkdown(Evaluator.Evaluate(
            [Row("Kick", "Tom"), Row("Kick", "Tom"), Row("Kick", "Kick"), Row("Hat", "Cymbal")], Drums, "by library", bootstrapCount: 0));
        Assert.All(Drums.Classes, c => Assert.Contains($"| {c.Name} |", text));
        Assert.Contains("| Kick | Tom | 2 | 0.667 |", text);
        Assert.True(text.IndexOf("| Kick | Tom |", StringComparison.Ordinal) < text.IndexOf("| Hat | Cymbal |", StringComparison.Ordinal));
        Assert.Contains("| accuracy | 0.250 |", text);
    }

    [Fact]
    public void SummaryShowsWhatOnlyOneReportHas()
    {
        var report = Evaluator.Evaluate([Row("Kick", "Kick"), Row("Kick", "Snare")], Drums, "by library", bootstrapCount: 0);
        string text = ReportWriter.ToSummary([("a", report with { Map = new MapQuality(15, 0.91, 0.82, 40) }), ("b", report)], curves: null);
        Assert.Contains("| sound map, trustworthiness (k = 15) | 0.910 |  |", text);
        Assert.Contains("| accuracy | 0.500 | 0.500 |", text);
    }
}
