using System.Globalization;
using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Learns where the fingerprint cuts its coefficients: at the quartiles of each over all sounds of a pool.</summary>
internal static class ThresholdLearner
{
    private const int BitsEach = 3;

    /// <summary>The coefficients left out are those of highest order along both axes: they vary least.</summary>
    private const int CoefficientCount = Fingerprint.BitCount / BitsEach;

    /// <summary>Writes <c>fingerprint.json</c>.</summary>
    public static void Learn(IEnumerable<LabelledFile> files, string output, string version)
    {
        var image = new CepstralImage();
        var rows = new List<double[]>();
        foreach (var file in files)
        {
            var sound = AudioFile.Read(file.Path).Pcm;
            var row = new double[CepstralImage.Length];
            if (image.Compute(sound.ToMono(), sound.SampleRate, row)) rows.Add(row);
        }

        var chosen = Enumerable.Range(1, CepstralImage.Length - 1)
            .OrderBy(i => (i / CepstralImage.TimeOrders + 1.0) / CepstralImage.BandOrders * (i % CepstralImage.TimeOrders + 1.0) / CepstralImage.TimeOrders)
            .Take(CoefficientCount).Order();
        var lines = chosen.Select(i =>
        {
            var sorted = rows.Select(r => r[i]).Order().ToArray();
            var cuts = Enumerable.Range(1, BitsEach).Select(q => sorted[sorted.Length * q / (BitsEach + 1)].ToString("F2", CultureInfo.InvariantCulture));
            return $$"""    { "bandOrder": {{i / CepstralImage.TimeOrders}}, "timeOrder": {{i % CepstralImage.TimeOrders}}, "thresholds": [{{string.Join(", ", cuts)}}] }""";
        });
        File.WriteAllText(output, $"{{\n  \"version\": \"{version}\",\n  \"cuts\": [\n{string.Join(",\n", lines)}\n  ]\n}}\n");
    }
}
