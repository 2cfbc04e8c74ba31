namespace DrumAI.Lab.Store;

/// <summary>A feature as the store keeps it.</summary>
/// <param name="Name">Its name on the command line and in exports.</param>
/// <param name="Sql">Column of the query, by the aliases f (Features) and p (Spectra).</param>
/// <param name="Shape">Numbers a sound, row by row.</param>
/// <param name="IsScalar">A number of its own, not bytes.</param>
internal sealed record StoreColumn(string Name, string Sql, IReadOnlyList<int> Shape, bool IsScalar = false)
{
    private const int Frames = Features.SpectralDescriptors.FrameCount;

    /// <summary>All, but for the embeddings, which are named by their model.</summary>
    public static IReadOnlyList<StoreColumn> All { get; } =
    [
        .. new[] { "Hardness", "Depth", "Brightness", "Roughness", "Warmth", "Sharpness", "Boominess", "Reverb" }.Select(n => new StoreColumn(n.ToLowerInvariant(), $"f.\"{n}\"", [], IsScalar: true)),
        new("zcr", "f.\"Zcr\"", [Frames]),
        new("flatness", "f.\"Flatness\"", [Frames]),
        new("contrast", "f.\"Contrast\"", [Features.SpectralDescriptors.ContrastBandCount, Frames]),
        new("contrast8", "f.\"Contrast8\"", [Features.SpectralDescriptors.Contrast8BandCount, Frames]),
        new("mfcc", "p.\"Mfcc\"", [Features.SpectralDescriptors.MfccCount, Frames]),
        new("logmel_vggish", "p.\"LogMelVggish\"", [Features.SpectralDescriptors.LogMelFrameCount, Features.SpectralDescriptors.LogMelBandCount]),
        new("logmel_yamnet", "p.\"LogMelYamnet\"", [Features.SpectralDescriptors.LogMelFrameCount, Features.SpectralDescriptors.LogMelBandCount]),
    ];

    /// <summary>Those of the 2021 report's loading benchmark and more: all but the log-mel pictures, which fill nine tenths of a store.</summary>
    public static IReadOnlyList<StoreColumn> ForTraining { get; } = [.. All.Where(c => !c.Name.StartsWith("logmel", StringComparison.Ordinal))];

    /// <summary>Numbers a sound.</summary>
    public int Length => Shape.Aggregate(1, (a, b) => a * b);
}
