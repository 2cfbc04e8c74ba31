using System.Text.Json;

namespace DrumAI.Identity;

/// <summary>
/// Which cepstral coefficients make a fingerprint's bits, and where they are cut: data with a version (<c>fingerprint.json</c>), the quantiles of
/// each coefficient over a large set of drum sounds, so that every bit is set in a fixed share of them.
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

    /// <summary>One coefficient's bits: bit i is set where it lies above threshold i, so that two values differ in as many bits as lie between them.</summary>
    /// <param name="BandOrder">Order along frequency.</param>
    /// <param name="TimeOrder">Order along time.</param>
    /// <param name="Thresholds">Ascending, in dB.</param>
    internal sealed record Cut(int BandOrder, int TimeOrder, IReadOnlyList<double> Thresholds);
}
