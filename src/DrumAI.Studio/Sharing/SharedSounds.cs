using DrumAI.Catalogue;
using DrumAI.Catalogue.Entities;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Identity;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Studio.Sharing;

/// <summary>Makes of the catalogue's rows what may leave this machine.</summary>
internal sealed class SharedSounds(SampleCatalogue catalogue)
{
    /// <summary>The labels of sounds as they would be sent; a sound that lacks something is left out.</summary>
    public IReadOnlyList<(long Id, Correction Correction)> ReadCorrections(IReadOnlyCollection<long> ids) =>
        [.. Read(ids).Where(s => s.LabelClass is not null).Select(s => (s.Id, new Correction
        {
            Fingerprint = FingerprintOf(s),
            Class = s.LabelClass!,
            Subclass = s.LabelSubclass,
            Predicted = PredictionOf(s),
            Features = FeaturesOf(s),
            FrontEnd = FrontEnd.Version,
        }))];

    /// <summary>The features of sounds as they would be sent.</summary>
    public IReadOnlyList<(long Id, Contribution Contribution)> ReadContributions(IReadOnlyCollection<long> ids) =>
        [.. Read(ids).Select(s => (s.Id, new Contribution
        {
            Fingerprint = FingerprintOf(s),
            Predicted = PredictionOf(s),
            Features = FeaturesOf(s),
            FrontEnd = FrontEnd.Version,
        }))];

    private List<DrumSample> Read(IReadOnlyCollection<long> ids)
    {
        using var context = catalogue.CreateContext();
        return [.. context.Samples.Where(s => ids.Contains(s.Id)).Include(s => s.Prediction).Include(s => s.Features)
            .Where(s => s.Fingerprint != null && s.Prediction != null && s.Features != null && s.PredictedClass != null && s.Model != null)];
    }

    private static WireFingerprint FingerprintOf(DrumSample sample) => WireFingerprint.Of(Fingerprint.FromBytes(sample.Fingerprint));

    private static WirePrediction PredictionOf(DrumSample sample) => new(sample.PredictedClass!, (float)(sample.PredictedConfidence ?? 0), sample.Model!)
    {
        Map = sample is { MapX: { } x, MapY: { } y } ? new WireMap((float)x, (float)y) : null,
    };

    private static WireFeatures FeaturesOf(DrumSample s) => new()
    {
        Zcr = Vectors.FromBytes(s.Features!.Zcr),
        Flatness = Vectors.FromBytes(s.Features.Flatness),
        Contrast = Rows(s.Features.Contrast),
        Contrast8 = Rows(s.Features.Contrast8),
        Timbre = new WireTimbre(
            (float?)s.Hardness, (float?)s.Depth, (float?)s.Brightness, (float?)s.Roughness, (float?)s.Warmth, (float?)s.Sharpness, (float?)s.Boominess, s.Reverb),
        Embedding = Vectors.FromBytes(s.Prediction!.Embedding),
    };

    private static float[][] Rows(byte[] matrix) => [.. Vectors.FromBytes(matrix).Chunk(SpectralDescriptors.FrameCount)];
}
