using DrumAI.Classification;
using DrumAI.Client.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DrumAI.Service.Registry;

/// <summary>The models that can be fetched: at present the one that is served.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models").WithTags("Models");
        models.MapGet("/", (ServedModel model) => TypedResults.Ok<IReadOnlyList<ModelState>>([model.State])).WithSummary("The models that can be fetched");
        models.MapGet("/current", (ServedModel model) => TypedResults.Ok(model.State)).WithSummary("The model that the service itself hears with");
        models.MapGet("/{version}", Get).WithSummary("One model").ProducesProblem(StatusCodes.Status404NotFound);
        models.MapGet("/{version}/files/{name}", GetFile).WithSummary("A file of a model, to be checked against its SHA-256")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<ModelState>, NotFound> Get(string version, ServedModel model) =>
        model.Is(version) ? TypedResults.Ok(model.State) : TypedResults.NotFound();

    /// <summary>Only names that the card lists lead to a file; a path is none of them.</summary>
    private static Results<PhysicalFileHttpResult, NotFound> GetFile(string version, string name, ServedModel model) =>
        model.Is(version) && model.PathOf(name) is { } path
            ? TypedResults.PhysicalFile(path, name == ModelCard.FileName ? "application/json" : "application/octet-stream", enableRangeProcessing: true)
            : TypedResults.NotFound();
}
