using DrumAI.Components.Map;
using DrumAI.Service.Administration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DrumAI.Dashboard.Map;

/// <summary>What the map fetches.</summary>
internal static class MapEndpoints
{
    public static void MapMap(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/dashboard/map/points", async (MapSource source, CancellationToken cancellation) =>
                TypedResults.File(MapPoints.Write([.. await source.ReadAsync(cancellation)]), MapPoints.ContentType))
            .RequireAuthorization(AdminPolicy.Name).ExcludeFromDescription();
}
