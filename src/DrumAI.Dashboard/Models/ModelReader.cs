using DrumAI.Data.Entities;
using DrumAI.Data.Registry;

namespace DrumAI.Dashboard.Models;

/// <summary>Reads models with their evaluations.</summary>
internal sealed class ModelReader(ModelRegistry registry)
{
    /// <summary>A model by its version; null where there is none.</summary>
    public async Task<ModelFacts?> ReadAsync(string version, CancellationToken cancellation) =>
        await registry.FindAsync(version, cancellation) is { } model ? await ReadAsync(model, cancellation) : null;

    /// <summary>A model.</summary>
    public async Task<ModelFacts> ReadAsync(RegisteredModel model, CancellationToken cancellation)
    {
        byte[]? file = await registry.ReadFileAsync(model.Name, ModelEvaluation.FileName, cancellation);
        return new ModelFacts(model, file is null ? null : ModelEvaluation.Parse(file));
    }
}
