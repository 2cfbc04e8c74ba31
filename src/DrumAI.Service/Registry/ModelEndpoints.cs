using DrumAI.Client.Wire;
using DrumAI.Data.Entities;
using DrumAI.Data.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace DrumAI.Service.Registry;

/// <summary>The models that can be fetched: the one that is served, those before it, and candidates.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models").WithTags("Models");
        models.MapGet("/", ListAsync).WithSummary("The models that can be fetched, the newest first");
        models.MapGet("/current", (ServedModels served) => TypedResults.Ok(Describe(served.Current.Entry, served.Current.Package.Files, ModelStatus.Current)))
            .WithSummary("The model that the service itself hears with");
        models.MapGet("/{version}", GetAsync).WithSummary("One model").ProducesProblem(StatusCodes.Status404NotFound);
        models.MapGet("/{version}/files/{name}", GetFileAsync).WithSummary("A file of a model, to be checked against its SHA-256")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<ModelState>>> ListAsync(ModelRegistry registry, CancellationToken cancellation)
    {
        var hashes = await registry.FileHashesAsync(cancellation: cancellation);
        return TypedResults.Ok<IReadOnlyList<ModelState>>([.. (await registry.ListAsync(cancellation)).Select(m => Describe(m, hashes[m.Id]))]);
    }

    private static async Task<Results<Ok<ModelState>, NotFound>> GetAsync(string version, ModelRegistry registry, CancellationToken cancellation)
    {
        if (await registry.FindAsync(version, cancellation) is not { } model) return TypedResults.NotFound();
        return TypedResults.Ok(Describe(model, (await registry.FileHashesAsync(model.Id, cancellation))[model.Id]));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> GetFileAsync(
        string version, string name, ModelRegistry registry, ServedModels served, CancellationToken cancellation)
    {
        var current = served.Current;
        // Most ask for the current one, which lies in memory.
        byte[]? content = version == current.Entry.Version || version == current.Entry.Name
            ? current.Package.Files.GetValueOrDefault(name)
            : await registry.ReadFileAsync(version, name, cancellation);
        if (content is null) return TypedResults.NotFound();
        string type = name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/octet-stream";
        return TypedResults.Bytes(content, type, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{HashOf(content)}\""));
    }

    private static ModelState Describe(RegisteredModel model, IReadOnlyDictionary<string, byte[]> files, ModelStatus status) =>
        Describe(model, files.ToDictionary(f => f.Key, f => HashOf(f.Value), StringComparer.Ordinal), status);

    private static ModelState Describe(RegisteredModel model, IReadOnlyDictionary<string, string> hashes, ModelStatus? status = null) => new(
        model.Name, model.Version, (status ?? model.Status).ToString().ToLowerInvariant(), model.FrontEnd, model.Taxonomy, model.EmbeddingSize,
        new SortedDictionary<string, string>(hashes.ToDictionary(), StringComparer.Ordinal), model.Embedding);

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
}
