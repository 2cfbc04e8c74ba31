using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace DrumAI.Service.Http;

/// <summary>What the service says of itself: an OpenAPI document with examples, and a page to read and try it.</summary>
internal static class ServiceDescription
{
    private const string Form = "multipart/form-data", Json = "application/json";
    private const string Sample = "\"978bb9a492820b377443157f53a977143cb01f4ab42764ad7fbc4e802c811cc3\"";
    private const string Label = """{"class":"Hat","subclass":"Hat_Open","confidence":0.98,"voters":4}""";
    private const string Bits = """{"hash":"e31acc97c8703a6dc76f8850fee64ac9837a83d7a0b0f5254e83ef57dbf64c53","bits":"0f801f38039c7f8889f889b999247b86fccb837d49727c7d115135745dd17c15"}""";

    /// <summary>An answer of each endpoint, as it might be.</summary>
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["POST predict"] = $$$"""{"class":"Hat","subclass":"Hat_Open","confidence":0.91,"classes":{"Hat":0.91,"Cymbal":0.09},"subclasses":{"Hat_Open":0.88,"Hat_Close":0.03},"fingerprint":{{{Bits}}},"model":"drumnet-1"}""",
        ["POST corrections"] = $$$"""{"sample":{{{Sample}}},"consensus":null}""",
        ["POST corrections/features"] = $$$"""{"sample":{{{Sample}}},"consensus":{{{Label}}}}""",
        ["POST samples"] = $$$"""{"sample":{{{Sample}}},"consensus":null}""",
        ["GET samples/{hash}"] = $$$"""{"hash":{{{Sample}}},"votes":{"Hat":4,"Cymbal":1},"consensus":{{{Label}}},"prediction":{"class":"Cymbal","confidence":0.55,"model":"drumnet-1"}}""",
        ["POST users"] = """{"id":"ed56bbb5-a0cd-4601-8010-b477b6c3a5c9","token":"drumai-..."}""",
        ["GET me"] = """{"id":"ed56bbb5-a0cd-4601-8010-b477b6c3a5c9","createdAt":"2026-11-24T09:37:06Z","votes":12,"settled":7,"agreed":6}""",
    };

    /// <summary>A body of each endpoint that takes JSON.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["POST corrections/features"] = $$$"""{"fingerprint":{{{Bits}}},"class":"Hat","subclass":"Hat_Open","predicted":{"class":"Cymbal","confidence":0.55,"model":"drumnet-1"},"features":{"timbre":{"hardness":61.2,"depth":12.5,"brightness":78.1,"roughness":40,"warmth":20.3,"sharpness":71,"boominess":3.2,"reverb":0}},"frontEnd":"2"}""",
        ["POST samples"] = $$$"""{"fingerprint":{{{Bits}}},"predicted":{"class":"Cymbal","confidence":0.55,"model":"drumnet-1"},"features":{"timbre":{"brightness":78.1}},"frontEnd":"2"}""",
    };

    public static void Configure(IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "DrumAI", Version = "v1", Description = "Says what drum samples are, and learns from corrections." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token that POST /users answers." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Describe);
    });

    public static void Map(WebApplication application)
    {
        application.MapOpenApi();
        application.MapScalarApiReference();
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        string endpoint = $"{context.Description.HttpMethod} {context.Description.RelativePath?.TrimEnd('/')}";
        if (endpoint is "POST predict" or "POST corrections") operation.RequestBody = Upload(endpoint == "POST corrections");
        else if (Bodies.TryGetValue(endpoint, out string? body) && operation.RequestBody?.Content?.TryGetValue(Json, out var taken) == true) taken.Example = JsonNode.Parse(body);
        if (!Answers.TryGetValue(endpoint, out string? answer) || operation.Responses is null) return Task.CompletedTask;
        foreach (var (status, response) in operation.Responses)
            if (status.StartsWith('2') && response.Content?.TryGetValue(Json, out var given) == true) given.Example = JsonNode.Parse(answer);
        return Task.CompletedTask;
    }

    private static OpenApiRequestBody Upload(bool hasLabel)
    {
        var fields = new Dictionary<string, IOpenApiSchema>
        {
            ["samplefile"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "WAV, AIFF, FLAC, Ogg Vorbis, Opus or MP3." },
        };
        if (hasLabel)
        {
            fields["class"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Wire name of the class, such as Hat." };
            fields["subclass"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Wire name of the sub-class, such as Hat_Open, or nothing." };
        }

        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Form] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = fields,
                        Required = hasLabel ? new HashSet<string> { "samplefile", "class" } : new HashSet<string> { "samplefile" },
                    },
                },
            },
        };
    }
}
