using DrumAI.Classification;
using DrumAI.Files;

namespace DrumAI.Catalogue.Import;

/// <summary>The second stage of an import: reads each file once, finds out whether its content is known, and if not, hears it.</summary>
internal sealed class Classification(SampleCatalogue catalogue, DrumClassifier classifier)
{
    private readonly KnownContents known = KnownContents.Read(catalogue, classifier.Card.Id);

    /// <summary>How many sounds wait for this stage.</summary>
    public long CountPending() => PendingFiles.Count(catalogue, PendingFiles.Unclassified, classifier.Card.Id);

    /// <summary>The sounds that wait for this stage.</summary>
    public IEnumerable<PendingFile> ReadPending() => PendingFiles.Read(catalogue, PendingFiles.Unclassified, classifier.Card.Id);

    /// <summary>Reads and hears one file; called on several threads.</summary>
    public HeardFile Hear(PendingFile file)
    {
        var stamp = FileStamp.Of(file.Path);
        byte[]? hash = null;
        try
        {
            var content = SoundContent.Read(file.Path);
            hash = content.Hash;
            if (known.Contains(hash)) return new HeardFile(file, stamp) { Hash = hash };
            var reading = content.Decode();
            var prediction = classifier.Classify(reading.Pcm);
            return new HeardFile(file, stamp)
            {
                Hash = hash,
                Prediction = prediction,
                Measures = SoundMeasures.Of(reading.Pcm.ToMono(), reading.Pcm.SampleRate),
                Format = reading.Format,
                Warnings = reading.Warnings,
            };
        }
#pragma warning disable CA1031 // Whatever goes wrong with one file is written down with it, and the import goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new HeardFile(file, stamp) { Hash = hash, Error = FileError.From(e) };
        }
    }
}
