using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Service.Http;
using DrumAI.Service.Monitoring;
using DrumAI.Service.Uploads;
using DrumAI.Taxonomy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DrumAI.Service.Predictions;

/// <summary>Hears a sound and forgets it.</summary>
internal static class PredictionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/predict", PredictAsync).WithTags("Predictions")
            .WithSummary("Says what a sound is")
            .WithDescription("Takes a form with the sound in the field `samplefile`. The sound is forgotten with the answer; nothing of it is kept.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Task<Ok<Hearing>> PredictAsync(HttpContext http, UploadReader uploads, SoundHearing hearing, DrumTaxonomy taxonomy, ActivityCounters counters) =>
        uploads.ReadAsync(http, async upload =>
        {
            var heard = await hearing.HearAsync(upload.File, FeatureSet.Fingerprint, http.RequestAborted);
            var model = new KeyValuePair<string, object?>("model", heard.Prediction.Model);
            ServiceTelemetry.Predictions.Add(1, new KeyValuePair<string, object?>("class", heard.Prediction.Class), model);
            ServiceTelemetry.Confidence.Record(heard.Prediction.Confidence, model);
            counters.Predicted(heard.ModelId, heard.Prediction);
            return TypedResults.Ok(Describe(heard, taxonomy));
        });

    private static Hearing Describe(HeardSound heard, DrumTaxonomy taxonomy)
    {
        var prediction = heard.Prediction;
        return new Hearing(
            prediction.Class,
            prediction.Subclass,
            prediction.Confidence,
            ByName(taxonomy.Classes.Select(c => c.Name), prediction.ClassProbabilities),
            ByName(taxonomy.Subclasses.Select(s => s.Name), prediction.SubclassProbabilities),
            heard.Features.Fingerprint is { } fingerprint ? WireFingerprint.Of(fingerprint) : null,
            prediction.Model);
    }

    private static Dictionary<string, float> ByName(IEnumerable<string> names, float[] probabilities) =>
        names.Zip(probabilities).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
}
