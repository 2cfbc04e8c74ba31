using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Features;

namespace DrumAI.Catalogue.Import;

/// <summary>The third stage of an import: timbre, descriptors and fingerprint of each sound that was heard.</summary>
internal sealed class Measurement(SampleCatalogue catalogue)
{
    /// <summary>Raised when the measures change, so that all sounds are measured anew.</summary>
    public const int Version = 2;

    private const FeatureSet Kept =
        FeatureSet.Zcr | FeatureSet.Flatness | FeatureSet.Contrast | FeatureSet.Contrast8 | FeatureSet.Mfcc | FeatureSet.Timbre | FeatureSet.Fingerprint;

    private readonly ConcurrentBag<FeatureExtractor> idle = [];

    /// <summary>How many sounds wait for this stage.</summary>
    public long CountPending() => PendingFiles.Count(catalogue, PendingFiles.Unmeasured, Version);

    /// <summary>The sounds that wait for this stage.</summary>
    public IEnumerable<PendingFile> ReadPending() => PendingFiles.Read(catalogue, PendingFiles.Unmeasured, Version);

    /// <summary>Measures one file; called on several threads.</summary>
    public MeasuredFile Measure(PendingFile file)
    {
        try
        {
            if (FileStamp.Of(file.Path) != file.Stamp) return new MeasuredFile(file);
            var reading = AudioFile.Read(file.Path);
            if (!idle.TryTake(out var extractor)) extractor = new FeatureExtractor();
            var features = extractor.Extract(reading.Pcm, Kept);
            idle.Add(extractor);
            return new MeasuredFile(file) { Features = features };
        }
        catch (AudioFormatException)
        {
            return new MeasuredFile(file);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one sound is written down with it, and the import goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new MeasuredFile(file) { Fault = $"could not be measured: {e.GetType().Name}: {e.Message}" };
        }
    }
}
