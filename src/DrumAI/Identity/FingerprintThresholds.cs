using System.Text.Json;

namespace DrumAI.Identity;

/// <summary>
/// What turns a cepstrum into bits: directions in which drum sounds differ far more than copies of one, and where each is cut. Data with a version
/// (<c>fingerprint.json</c>), learned from a large set of sounds in many clothes; the cuts are quantiles, so that every bit is set in a fixed share of sounds.
/// </summary>
internal sealed record FingerprintThresholds(string Version, IReadOnlyList<FingerprintThresholds.Cut> Cuts)
{
    /// <summary>Those that this version of the library ships.</summary>
    public static FingerprintThresholds Default { get; } = Load();

    private static FingerprintThresholds Load()
    {
        using var stream = typeof(FingerprintThresholds).Assembly.GetManifestResourceStream("fingerprint.json")
            ?? throw new InvalidOperationException("The library was built without its fingerprint thresholds.");
        return JsonSerializer.Deserialize<FingerprintThresholds>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException("The fingerprint thresholds are empty.");
    }

    /// <summary>One direction's bits: bit i is set where the cepstrum's share in it lies above threshold i, so that two sounds differ in as many bits as lie between them.</summary>
    /// <param name="Direction">A weight for each number of the <see cref="CepstralImage"/>.</param>
    /// <param name="Thresholds">Ascending.</param>
    internal sealed record Cut(double[] Direction, double[] Thresholds);
}
