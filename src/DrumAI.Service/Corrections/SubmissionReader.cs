using System.Text.Json.Serialization.Metadata;
using DrumAI.Client.Wire;
using DrumAI.Data.Entities;
using DrumAI.Features;
using DrumAI.Identity;
using DrumAI.Service.Accounts;
using DrumAI.Service.Http;
using DrumAI.Service.Predictions;
using DrumAI.Service.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DrumAI.Service.Corrections;

/// <summary>Makes submissions of what comes over the wire, or refuses it.</summary>
internal sealed class SubmissionReader(ServiceOptions options, TaxonomyIds taxonomy, ServedModels models, AddressBlocks blocks, TimeProvider time)
{
    private const int MaxModelNameLength = 100;
    private const int MaxEmbeddingLength = 4096;

    /// <summary>Models lay nearly all sounds within 1 of the middle; nothing lies so far out.</summary>
    private const float MapEdge = 100;

    /// <summary>Reads a request's JSON.</summary>
    public async Task<T> ReadJsonAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.MaxJsonBytes;
        if (!http.Request.HasJsonContentType())
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "Not JSON", "This takes application/json.");
        return await System.Text.Json.JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted)
            ?? throw new RequestRefusedException(StatusCodes.Status400BadRequest, "Not understood", "There is nothing but null.");
    }

    /// <summary>The label of two wire names.</summary>
    public (int ClassId, int? SubclassId) Label(string? className, string? subclassName)
    {
        if (className is null) throw Unknown("The class is missing.");
        int classId = taxonomy.ClassOf(className) ?? throw Unknown("There is no such class; GET /taxonomy has them all.");
        if (string.IsNullOrEmpty(subclassName)) return (classId, null);
        return (classId, taxonomy.SubclassOf(subclassName, classId) ?? throw Unknown("The class has no such sub-class; GET /taxonomy has them all."));
    }

    /// <summary>A correction whose sound was heard here.</summary>
    public Submission Read(HeardSound heard, (int ClassId, int? SubclassId) label, Sender sender)
    {
        var prediction = heard.Prediction;
        var features = WireFeatures.Of(heard.Features) with { Embedding = prediction.Embedding };
        return new Submission
        {
            UserId = sender.UserId,
            AddressBlock = blocks.Of(sender.Address),
            Fingerprint = heard.Features.Fingerprint ?? throw Silent(),
            ClassId = label.ClassId,
            SubclassId = label.SubclassId,
            Prediction = Prediction(
                new WirePrediction(prediction.Class, prediction.Confidence, prediction.Model) { Map = new WireMap(prediction.Map.X, prediction.Map.Y) },
                prediction.Subclass),
            Features = FeatureCheck.Row(features, FrontEnd.Version),
            Embedding = Embedding(features.Embedding, prediction.Model),
            ReceivedAt = time.GetUtcNow(),
        };
    }

    /// <summary>A correction whose sound stayed where it is.</summary>
    public Submission Read(Correction correction, Sender sender)
    {
        var (classId, subclassId) = Label(correction.Class, correction.Subclass);
        return Read(correction.Fingerprint, correction.Predicted, correction.Features, correction.FrontEnd, sender) with
        {
            ClassId = classId,
            SubclassId = subclassId,
        };
    }

    /// <summary>Features without a vote.</summary>
    public Submission Read(Contribution contribution, Sender sender) =>
        Read(contribution.Fingerprint, contribution.Predicted, contribution.Features, contribution.FrontEnd, sender);

    private Submission Read(WireFingerprint wire, WirePrediction? predicted, WireFeatures? features, string frontEnd, Sender sender)
    {
        if (!Fingerprint.TryParse(wire.Bits, out var fingerprint) || !string.Equals(fingerprint.Hash, wire.Hash, StringComparison.OrdinalIgnoreCase))
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "Bad fingerprint", "The hash is not that of the bits, or these are not 64 hexadecimal digits.");
        // Numbers of another front end mean something else; the vote counts all the same.
        bool isOurs = frontEnd == FrontEnd.Version;
        var row = FeatureCheck.Row(features, frontEnd);
        var prediction = predicted is null ? null : Prediction(predicted, subclass: null);
        var embedding = isOurs && predicted is not null ? Embedding(features?.Embedding, predicted.Model) : null;
        return new Submission
        {
            UserId = sender.UserId,
            AddressBlock = blocks.Of(sender.Address),
            Fingerprint = fingerprint,
            Prediction = prediction,
            Features = isOurs ? row : null,
            Embedding = embedding,
            Doubt = FeatureCheck.Doubt(fingerprint, features) ?? (embedding is null ? null : DoubtPrediction(predicted!, features!.Embedding!)),
            ReceivedAt = time.GetUtcNow(),
        };
    }

    /// <summary>Of models whose answers do not follow from their embedding, or that nobody here knows, nothing is said.</summary>
    private string? DoubtPrediction(WirePrediction predicted, float[] embedding) =>
        models.FindEmbeddingClassifier(predicted.Model) is { } classifier ? PredictionCheck.Doubt(classifier, predicted, embedding) : null;

    private SamplePrediction Prediction(WirePrediction predicted, string? subclass)
    {
        if (predicted.Model.Length is 0 or > MaxModelNameLength) throw Unknown("The model's name is missing or too long.");
        if (predicted.Confidence is not (>= 0 and <= 1)) throw Unknown("The confidence lies between 0 and 1.");
        if (predicted.Map is { } map && !(Math.Abs(map.X) <= MapEdge && Math.Abs(map.Y) <= MapEdge)) throw Unknown("The place on the map lies nowhere.");
        int classId = taxonomy.ClassOf(predicted.Class) ?? throw Unknown("The predicted class is not one of the taxonomy.");
        return new SamplePrediction
        {
            Model = predicted.Model,
            ClassId = classId,
            SubclassId = subclass is null ? null : taxonomy.SubclassOf(subclass, classId),
            Confidence = predicted.Confidence,
            MapX = predicted.Map?.X,
            MapY = predicted.Map?.Y,
        };
    }

    private SampleEmbedding? Embedding(float[]? vector, string model)
    {
        if (vector is null) return null;
        var known = models.Find(model);
        int expected = known?.EmbeddingSize ?? vector.Length;
        if (vector.Length != expected || vector.Length is 0 or > MaxEmbeddingLength)
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "Wrong shape", known is null ? $"features.embedding has 1 to {MaxEmbeddingLength} numbers." : $"features.embedding of {known.Name} has {expected} numbers.");
        // Models that share an embedding share its rows.
        return new SampleEmbedding { Model = known?.Embedding ?? model, Vector = Vectors.ToBytes(vector.AsSpan()) };
    }

    private static RequestRefusedException Unknown(string detail) => new(StatusCodes.Status422UnprocessableEntity, "Unknown label", detail);

    private static RequestRefusedException Silent() =>
        new(StatusCodes.Status422UnprocessableEntity, "Silence", "There is nothing to hear, so nothing tells this sound from other silence.");
}
