using System.Text.Json;

namespace DrumAI.Dashboard.Models;

/// <summary>How a model did on sounds that it never learnt from, as the file <c>evaluation.json</c> beside its network says.</summary>
/// <param name="Protocol">How these sounds were chosen.</param>
/// <param name="Sounds">How many they are.</param>
/// <param name="Classes">Its scores by class.</param>
/// <param name="Confusion">Sounds by what they are (rows) and what it took them for (columns), in the order of the classes.</param>
/// <param name="Learning">Its loss at each step of learning; empty where that was not kept.</param>
/// <param name="Figures">What it comes to as a whole, by the names that cards have for it.</param>
/// <param name="Parent">How the model that it was made from did on the same sounds; null where that was not kept.</param>
public sealed record ModelEvaluation(
    string Protocol, int Sounds, IReadOnlyList<ClassScore> Classes, IReadOnlyList<IReadOnlyList<int>> Confusion, IReadOnlyList<LearningStep> Learning,
    IReadOnlyDictionary<string, double> Figures, ModelEvaluation? Parent = null)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "evaluation.json";

    /// <summary>Reads the file.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ModelEvaluation Parse(byte[] file)
    {
        using var document = JsonDocument.Parse(file);
        try
        {
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"{FileName} is not an evaluation: {e.Message}", e);
        }
    }

    private static ModelEvaluation Read(JsonElement root) => new(
        root.GetProperty("protocol").GetString() ?? "",
        root.GetProperty("rowCount").GetInt32(),
        [.. root.GetProperty("classes").EnumerateArray().Select(c => new ClassScore(
            c.GetProperty("name").GetString() ?? "", Number(c, "precision"), Number(c, "recall"), Number(c, "f1"), c.GetProperty("support").GetInt32()))],
        [.. root.GetProperty("confusion").GetProperty("counts").EnumerateArray().Select(r => (IReadOnlyList<int>)[.. r.EnumerateArray().Select(n => n.GetInt32())])],
        root.TryGetProperty("learning", out var learning)
            ? [.. learning.EnumerateArray().Select(s => new LearningStep(s.GetProperty("step").GetInt32(), Number(s, "loss")))]
            : [],
        new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["sounds"] = Number(root, "rowCount"),
            ["macroF1"] = Value(root, "all"),
            ["accuracy"] = Value(root, "accuracy"),
            ["macroF1Subclass"] = Value(root, "subclass"),
            ["logLoss"] = Number(root, "logLoss"),
            ["expectedCalibrationError"] = Number(root, "calibrationError"),
        },
        root.TryGetProperty("parent", out var parent) && parent.ValueKind == JsonValueKind.Object ? Read(parent) : null);

    /// <summary>A figure that stands there with its interval.</summary>
    private static double Value(JsonElement element, string name) =>
        element.TryGetProperty(name, out var figure) && figure.ValueKind == JsonValueKind.Object ? Number(figure, "value") : double.NaN;

    private static double Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
}
