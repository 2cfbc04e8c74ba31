using DrumAI.Client.Wire;
using DrumAI.Taxonomy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DrumAI.Service.Sounds;

/// <summary>The classes that votes can be about.</summary>
internal static class TaxonomyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/taxonomy", (DrumTaxonomy taxonomy) => TypedResults.Ok(new TaxonomyState(taxonomy.Version, taxonomy.Classes)))
            .WithTags("Taxonomy").WithSummary("The classes and sub-classes, with their names");
}
