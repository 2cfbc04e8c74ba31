using System.Text.Json;
using DrumAI.Data.Entities;

namespace DrumAI.Dashboard.Models;

/// <summary>A registered model with its evaluation, where it has one.</summary>
/// <param name="Model">Its row.</param>
/// <param name="Evaluation">How it did; null where nobody kept that.</param>
public sealed record ModelFacts(RegisteredModel Model, ModelEvaluation? Evaluation)
{
    /// <summary>Macro F1 by the protocol that says most: the frozen split where there is one, or else the first that has it; NaN where there is none.</summary>
    public double MacroF1
    {
        get
        {
            var found = Metrics().Where(m => m.Name.StartsWith("macroF1", StringComparison.Ordinal)).ToList();
            return found.FirstOrDefault(m => m.Name == "macroF1") is { Name: not null } whole ? whole.Value : found.FirstOrDefault() is { Name: not null } first ? first.Value : double.NaN;
        }
    }

    /// <summary>All figures of the model's card, and those of its evaluation that the card does not have.</summary>
    public IEnumerable<(string Protocol, string Name, double Value)> Metrics()
    {
        var figures = Evaluation is null ? []
            : Evaluation.Figures.Where(f => double.IsFinite(f.Value)).ToDictionary(f => (Protocol: Evaluation.Protocol, Name: f.Key), f => f.Value);
        using var document = JsonDocument.Parse(Model.Metrics);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (var protocol in document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Object))
                foreach (var figure in protocol.Value.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.Number)) figures[(protocol.Name, figure.Name)] = figure.Value.GetDouble();
        }

        return figures.Select(f => (f.Key.Protocol, f.Key.Name, f.Value));
    }

    /// <summary>The figures of two models, side by side.</summary>
    public static IReadOnlyList<ModelMetric> Compare(ModelFacts first, ModelFacts second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var one = first.Metrics().ToDictionary(m => (m.Protocol, m.Name), m => m.Value);
        var two = second.Metrics().ToDictionary(m => (m.Protocol, m.Name), m => m.Value);
        return [.. one.Keys.Concat(two.Keys).Distinct().OrderBy(k => k.Protocol, StringComparer.Ordinal)
            .Select(k => new ModelMetric(k.Protocol, k.Name, one.GetValueOrDefault(k, double.NaN), two.GetValueOrDefault(k, double.NaN)))];
    }
}
