using System.Security.Claims;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Service.Monitoring;
using DrumAI.Service.Predictions;
using DrumAI.Service.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DrumAI.Service.Corrections;

/// <summary>Corrections: votes on what a sound is, with its features and never with the sound.</summary>
internal static class CorrectionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/corrections", CorrectSoundAsync))
            .WithSummary("Says what a sound is; the sound is heard and dropped")
            .WithDescription("Takes a form: the sound in the field `samplefile`, `class`, and perhaps `subclass`. Features are computed, and the sound is forgotten.")
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        Describe(routes.MapPost("/corrections/features", CorrectFeaturesAsync)).Accepts<Correction>("application/json")
            .WithSummary("Says what a sound is; the sound stays where it is")
            .WithDescription("Members that are not listed here are refused, above all log-mel pictures and cepstra, from which the sound could be drawn again.");
        Describe(routes.MapPost("/samples", ContributeAsync)).Accepts<Contribution>("application/json")
            .WithSummary("Gives the features of a sound that nobody corrected")
            .WithDescription("The model's prediction is taken as a weak label. It is no vote.");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint.WithTags("Corrections").RequireAuthorization()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Task<Accepted<Receipt>> CorrectSoundAsync(
        HttpContext http, ClaimsPrincipal user, UploadReader uploads, SoundHearing hearing, SubmissionReader reader, SubmissionQueue queue) =>
        uploads.ReadAsync(http, async upload =>
        {
            var label = reader.Label(upload.Fields.GetValueOrDefault("class"), upload.Fields.GetValueOrDefault("subclass"));
            var heard = await hearing.HearAsync(upload.File, (WireFeatures.Shared & ~FeatureSet.Embedding) | FeatureSet.Fingerprint, http.RequestAborted);
            return await StoreAsync(queue, reader.Read(heard, label, Sender.Of(http, user)), http);
        });

    private static async Task<Accepted<Receipt>> CorrectFeaturesAsync(HttpContext http, ClaimsPrincipal user, SubmissionReader reader, SubmissionQueue queue)
    {
        var correction = await reader.ReadJsonAsync(http, WireJson.Default.Correction);
        return await StoreAsync(queue, reader.Read(correction, Sender.Of(http, user)), http);
    }

    private static async Task<Accepted<Receipt>> ContributeAsync(HttpContext http, ClaimsPrincipal user, SubmissionReader reader, SubmissionQueue queue)
    {
        var contribution = await reader.ReadJsonAsync(http, WireJson.Default.Contribution);
        return await StoreAsync(queue, reader.Read(contribution, Sender.Of(http, user)), http);
    }

    private static async Task<Accepted<Receipt>> StoreAsync(SubmissionQueue queue, Submission submission, HttpContext http)
    {
        var receipt = await queue.StoreAsync(submission, http.RequestAborted);
        http.RequestServices.GetRequiredService<ActivityCounters>().Submitted(submission);
        return TypedResults.Accepted($"/samples/{receipt.Sample}", receipt);
    }
}
