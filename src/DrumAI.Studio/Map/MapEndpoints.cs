using DrumAI.Catalogue.Queries;
using DrumAI.Components.Map;
using DrumAI.Studio.Workspace;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DrumAI.Studio.Map;

/// <summary>What the map fetches.</summary>
internal static class MapEndpoints
{
    public static void MapMap(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/map/sound", (MapSource source, HttpContext context) => Points(source, context, MapLayout.Sound, SampleOrder.Brightness, SampleOrder.Length))
            .WithSummary("The sounds where the model puts them.");
        routes.MapGet("/map/axes/{x}/{y}", PointsOnAxes).WithSummary("The sounds by two measures.");
    }

    private static Results<FileContentHttpResult, NotFound> PointsOnAxes(string x, string y, MapSource source, HttpContext context) =>
        MeasureOf(x) is { } first && MeasureOf(y) is { } second ? Points(source, context, MapLayout.Axes, first, second) : TypedResults.NotFound();

    private static FileContentHttpResult Points(MapSource source, HttpContext context, MapLayout layout, SampleOrder x, SampleOrder y)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(source.Write(layout, x, y), MapPoints.ContentType);
    }

    private static SampleOrder? MeasureOf(string name) =>
        MapScale.All.Select(s => (SampleOrder?)s.Measure).FirstOrDefault(m => m.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase));
}
