using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace DrumAI.Service.Http;

/// <summary>What the service says of itself: an OpenAPI document, and a page to read and try it.</summary>
internal static class ServiceDescription
{
    public static void Configure(IServiceCollection services) => services.AddOpenApi();

    public static void Map(WebApplication application)
    {
        application.MapOpenApi();
        application.MapScalarApiReference();
    }
}
