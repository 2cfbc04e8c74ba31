using System.Diagnostics;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Features;
using DrumAI.Lab.Store;
using DrumAI.Training;

namespace DrumAI.Lab.Study;

/// <summary>Measures what each input of the recipes costs, in processor time, so that whatever else the machine does counts little.</summary>
internal static class CostMeasurement
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "cost";

    /// <summary>Sounds that are timed, spread over the set.</summary>
    public const int Sounds = 200;

    /// <summary>Times each input whose network is at hand.</summary>
    public static IReadOnlyList<InputCost> Measure(LabelledSet set, StudyPlaces places, CancellationToken cancellation)
    {
        int stride = Math.Max(1, set.Sounds.Count / Sounds);
        Pcm[] sounds = [.. set.Sounds.Where((_, i) => i % stride == 0).Take(Sounds).Select(s => AudioFile.Read(Path.Combine(set.Folder, s.Path)).Pcm)];
        var extractor = new FeatureExtractor();
        var costs = new List<InputCost>
        {
            new(StudyFeatures.Timbre, Time(pcm => extractor.Extract(pcm, FeatureSet.Timbre)), 0),
            new(StudyFeatures.Spectral, Time(pcm => extractor.Extract(pcm, FeatureSet.Zcr | FeatureSet.Flatness | FeatureSet.Contrast8 | FeatureSet.Mfcc)), 0),
        };
        if (File.Exists(places.Mn04))
        {
            using var teacher = new Teacher(places.Mn04);
            costs.Add(new InputCost("mn04", Time(pcm => teacher.Describe(pcm.ToMono(), pcm.SampleRate)), MegabytesOf(places.Mn04)));
        }

        if (File.Exists(places.Yamnet))
        {
            using var embedder = new PatchEmbedder(places.Yamnet, vggish: false);
            costs.Add(new InputCost("yamnet", Time(pcm => embedder.Embed(pcm.ToMono(), pcm.SampleRate)), MegabytesOf(places.Yamnet)));
        }

        string own = Path.Combine("models", "default");
        if (Directory.Exists(own))
        {
            var classifier = DrumClassifier.Load(own);
            costs.Add(new InputCost(StudyFeatures.DrumNet, Time(pcm => classifier.Classify(pcm)), MegabytesOf(Path.Combine(own, ModelCard.NetworkFileName))));
        }

        return costs;

        double Time(Action<Pcm> describe)
        {
            foreach (var pcm in sounds.Take(10)) describe(pcm);
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            foreach (var pcm in sounds)
            {
                cancellation.ThrowIfCancellationRequested();
                describe(pcm);
            }

            process.Refresh();
            return Math.Round((process.TotalProcessorTime - before).TotalMilliseconds / sounds.Length, 3);
        }
    }

    private static double MegabytesOf(string path) => Math.Round(new FileInfo(path).Length / 1e6, 2);
}
