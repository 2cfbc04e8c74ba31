using System.Numerics.Tensors;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Service.Corrections;

namespace DrumAI.Services;

/// <summary>Counts how many real sounds the service would set aside, and how many forged predictions it would believe.</summary>
internal static class DoubtCount
{
    private const FeatureSet Wanted = (WireFeatures.Shared & ~FeatureSet.Embedding) | FeatureSet.Fingerprint;

    public static void Run(string drums, int every)
    {
        var package = ModelPackage.Read(DrumClassifier.DefaultModelDirectory);
        using var classifier = DrumClassifier.Load(package);
        using var after = EmbeddingClassifier.Load(package);
        var extractor = new FeatureExtractor();
        var heard = new List<Prediction>();
        int doubtedFeatures = 0, silent = 0;
        float difference = 0, mapDifference = 0;
        foreach (string line in File.ReadLines(Path.Combine(drums, "labels.csv")).Skip(1).Where((_, i) => i % every == 0))
        {
            var pcm = AudioFile.Read(Path.Combine(drums, line.Split(',')[0])).Pcm;
            var features = extractor.Extract(pcm, Wanted);
            if (features.Fingerprint is not { } fingerprint) silent++;
            else if (FeatureCheck.Doubt(fingerprint, WireFeatures.Of(features)) is { } doubt) Console.WriteLine($"{++doubtedFeatures}. {line}: {doubt}");
            var prediction = classifier.Classify(pcm);
            var (probabilities, map) = after.Classify(prediction.Embedding);
            difference = Math.Max(difference, probabilities.Zip(prediction.ClassProbabilities, (a, b) => Math.Abs(a - b)).Max());
            mapDifference = Math.Max(mapDifference, Math.Max(Math.Abs(map.X - prediction.Map.X), Math.Abs(map.Y - prediction.Map.Y)));
            heard.Add(prediction);
        }

        Console.WriteLine($"{heard.Count} real sounds, {silent} of them without a fingerprint; set aside for their features: {doubtedFeatures}, for their prediction: {Count(p => p)}");
        Console.WriteLine($"what follows from the embedding differs from what was found by {difference:0.0e+0} in probability at most, by {mapDifference:0.0e+0} on the map");
        var random = new Random(1);
        Forged("another sound's embedding", p => p with { Embedding = heard[random.Next(heard.Count)].Embedding });
        Forged("another sound's embedding, no place told", p => p with { Embedding = heard[random.Next(heard.Count)].Embedding }, isPlaced: false);
        Forged("an embedding of chance", p => p with { Embedding = Direction(random, p.Embedding.Length) });
        Forged("the embedding, a fifth of chance added", p => p with { Embedding = Unit([.. p.Embedding.Zip(Direction(random, p.Embedding.Length), (a, b) => a + (0.2f * b))]) });
        Forged("the second class instead of the first", p => p with { Class = Second(classifier, p) });
        Forged("the confidence 0.05 off", p => p with { Confidence = p.Confidence + (p.Confidence > 0.5f ? -0.05f : 0.05f) });

        int Count(Func<Prediction, Prediction> forge, bool isPlaced = true) => heard.Select(forge).Count(p => PredictionCheck.Doubt(after, Wire(p, isPlaced), p.Embedding) is not null);

        void Forged(string what, Func<Prediction, Prediction> forge, bool isPlaced = true) =>
            Console.WriteLine($"forged, {what}: {Count(forge, isPlaced)} of {heard.Count} set aside");
    }

    private static WirePrediction Wire(Prediction heard, bool isPlaced) =>
        new(heard.Class, heard.Confidence, heard.Model) { Map = isPlaced ? new WireMap(heard.Map.X, heard.Map.Y) : null };

    private static string Second(DrumClassifier classifier, Prediction heard)
    {
        float[] others = [.. heard.ClassProbabilities];
        others[TensorPrimitives.IndexOfMax<float>(others)] = 0;
        return classifier.Taxonomy.Classes[TensorPrimitives.IndexOfMax<float>(others)].Name;
    }

    private static float[] Direction(Random random, int length) => Unit([.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() + random.NextSingle()) - 1)]);

    private static float[] Unit(float[] vector)
    {
        float norm = TensorPrimitives.Norm<float>(vector);
        return [.. vector.Select(v => v / norm)];
    }
}
