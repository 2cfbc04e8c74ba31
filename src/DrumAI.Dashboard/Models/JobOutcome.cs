using System.Text.Json;

namespace DrumAI.Dashboard.Models;

/// <summary>What came of a job, in words.</summary>
internal static class JobOutcome
{
    private static readonly string[] Members = ["model", "reason"];

    /// <summary>The new model's name and the verdict on it; null where there is no result.</summary>
    public static string? Read(string? result)
    {
        if (result is null) return null;
        using var document = JsonDocument.Parse(result);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return null;
        var words = Members.Select(n => root.TryGetProperty(n, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null).OfType<string>();
        return string.Join(": ", words) is { Length: > 0 } text ? text : null;
    }
}
