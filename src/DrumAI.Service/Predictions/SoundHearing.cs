using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using DrumAI.Audio;
using DrumAI.Features;
using DrumAI.Service.Http;
using DrumAI.Service.Registry;
using Microsoft.AspNetCore.Http;

namespace DrumAI.Service.Predictions;

/// <summary>Decodes and hears uploads, a bounded number at once and a bounded number waiting; all in memory.</summary>
internal sealed class SoundHearing : IDisposable
{
    private readonly ServedModels models;
    private readonly AudioReadOptions limits;
    private readonly ConcurrencyLimiter turns;
    private readonly ConcurrentBag<FeatureExtractor> idle = [];

    public SoundHearing(ServedModels models, ServiceOptions options)
    {
        this.models = models;
        limits = new AudioReadOptions { MaxDuration = options.MaxDuration, MaxDecodedBytes = 128L << 20 };
        turns = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.HearingConcurrency,
            QueueLimit = options.HearingQueue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Hears a sound file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="features">What to compute besides the prediction.</param>
    /// <param name="cancellation">Gives up the turn.</param>
    /// <exception cref="RequestRefusedException">It is no sound that can be heard, or too many wait.</exception>
    public async Task<HeardSound> HearAsync(ReadOnlyMemory<byte> file, FeatureSet features, CancellationToken cancellation)
    {
        using var turn = await turns.AcquireAsync(1, cancellation);
        if (!turn.IsAcquired)
        {
            throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "Busy", "The service hears all the sounds that it can.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }

        return await Task.Run(() => Hear(file, features), cancellation);
    }

    public void Dispose() => turns.Dispose();

    private HeardSound Hear(ReadOnlyMemory<byte> file, FeatureSet features)
    {
        try
        {
            var pcm = AudioFile.Decode(file, limits).Pcm;
            var (prediction, modelId) = models.Use(model => (model.Classifier.Classify(pcm), model.Entry.Id));
            if (!idle.TryTake(out var extractor)) extractor = new FeatureExtractor();
            var extracted = extractor.Extract(pcm, features);
            idle.Add(extractor);
            return new HeardSound(prediction, extracted, modelId);
        }
        catch (AudioFormatException e)
        {
            int status = e.Code == AudioErrorCode.TooLong ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity;
            throw new RequestRefusedException(status, e.Code == AudioErrorCode.TooLong ? "Too long" : "Not heard", e.Message);
        }
    }
}
