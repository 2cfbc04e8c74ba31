using System.Collections.Concurrent;
using DrumAI.Classification;
using DrumAI.Data.Entities;
using DrumAI.Service.Corrections;
using DrumAI.Service.Registry;

namespace DrumAI.Service.Monitoring;

/// <summary>
/// Counts in memory what the model says and what users say to it, until <see cref="ActivityWriter"/> adds it to the database. Sums alone: nothing here is of one sound or one user.
/// </summary>
internal sealed class ActivityCounters(ServedModels models, TaxonomyIds taxonomy, TimeProvider time)
{
    private ConcurrentDictionary<(int Hour, int Model, int Class), Sums> activity = new();
    private ConcurrentDictionary<(int Hour, int Model, string Feature, int Bin), Count> features = new();

    /// <summary>Counts a prediction.</summary>
    public void Predicted(int modelId, Prediction prediction)
    {
        if (taxonomy.ClassOf(prediction.Class) is not { } classId) return;
        activity.GetOrAdd((Hour(), modelId, classId), _ => new Sums()).Predict(prediction.Confidence);
        var current = models.Current;
        if (current.Entry.Id == modelId && current.Reference is { } reference)
            foreach (var (feature, bin) in reference.BinsOf(prediction.Embedding)) Add(modelId, feature, bin);
    }

    /// <summary>Counts a vote on a sound of which a model had said something, and what the sound is like.</summary>
    public void Submitted(Submission submission)
    {
        if (submission is { ClassId: { } voted, Prediction: { } said } && models.Find(said.Model) is { } model)
            activity.GetOrAdd((Hour(), model.Id, said.ClassId), _ => new Sums()).Vote(voted != said.ClassId);
        var current = models.Current;
        if (submission.Features is not { } row || current.Reference is not { } reference) return;
        foreach (var (name, value) in Scores(row))
            if (value is { } score && reference.Find(name) is { } feature) Add(current.Entry.Id, name, feature.BinOf(score));
    }

    /// <summary>Takes what was counted, and begins anew.</summary>
    public (IReadOnlyList<ModelActivity> Activity, IReadOnlyList<FeatureActivity> Features) Take()
    {
        var taken = Interlocked.Exchange(ref activity, new());
        var bins = Interlocked.Exchange(ref features, new());
        return (
            [.. taken.Select(a => a.Value.Row(a.Key.Hour, a.Key.Model, a.Key.Class))],
            [.. bins.Select(b => new FeatureActivity { Hour = b.Key.Hour, ModelId = b.Key.Model, Feature = b.Key.Feature, Bin = b.Key.Bin, Count = b.Value.Value })]);
    }

    /// <summary>The features of a submission that drift is measured of.</summary>
    public static IEnumerable<(string Name, float? Value)> Scores(SampleFeatures row) =>
    [
        ("hardness", row.Hardness), ("depth", row.Depth), ("brightness", row.Brightness), ("roughness", row.Roughness), ("warmth", row.Warmth), ("sharpness", row.Sharpness),
        ("boominess", row.Boominess),
    ];

    /// <summary>Whole hours since 1970.</summary>
    private int Hour() => (int)(time.GetUtcNow().ToUnixTimeSeconds() / 3600);

    private void Add(int modelId, string feature, int bin) => features.GetOrAdd((Hour(), modelId, feature, bin), _ => new Count()).Increment();

    private sealed class Count
    {
        private long value;

        public long Value => Interlocked.Read(ref value);

        public void Increment() => Interlocked.Increment(ref value);
    }

    private sealed class Sums
    {
        private readonly Lock gate = new();
        private long predictions, unsure, votes, corrections;
        private double confidence;

        public void Predict(float probability)
        {
            lock (gate)
            {
                predictions++;
                confidence += probability;
                if (probability < 0.5f) unsure++;
            }
        }

        public void Vote(bool isCorrection)
        {
            lock (gate)
            {
                votes++;
                if (isCorrection) corrections++;
            }
        }

        public ModelActivity Row(int hour, int model, int classId)
        {
            lock (gate)
            {
                return new ModelActivity
                {
                    Hour = hour,
                    ModelId = model,
                    ClassId = classId,
                    Predictions = predictions,
                    Confidence = confidence,
                    Unsure = unsure,
                    Votes = votes,
                    Corrections = corrections,
                };
            }
        }
    }
}
