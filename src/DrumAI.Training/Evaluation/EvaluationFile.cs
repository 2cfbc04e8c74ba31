using System.Text;
using System.Text.Json.Nodes;

namespace DrumAI.Training.Evaluation;

/// <summary>The file in a model's folder that has its whole evaluation, confusion matrix and learning curve, for programs that set models side by side.</summary>
public static class EvaluationFile
{
    /// <summary>Its name.</summary>
    public const string Name = "evaluation.json";

    /// <summary>Its content: the report, and under <c>learning</c> the curve, <c>[{"step": 1, "loss": 2.5}, ...]</c>, and under <c>parent</c> the report of the model that it came from.</summary>
    /// <param name="report">The report.</param>
    /// <param name="losses">Loss after each step or epoch of learning.</param>
    /// <param name="parent">What the model that it came from says of the same sounds; null where it came from none.</param>
    public static byte[] Content(EvaluationReport report, IEnumerable<double> losses, EvaluationReport? parent = null)
    {
        var json = JsonNode.Parse(ReportWriter.ToJson(report))!.AsObject();
        json["learning"] = new JsonArray([.. losses.Select((loss, i) => new JsonObject { ["step"] = i + 1, ["loss"] = Math.Round(loss, 6) })]);
        if (parent is not null) json["parent"] = JsonNode.Parse(ReportWriter.ToJson(parent));
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }
}
