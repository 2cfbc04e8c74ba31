using DrumAI.Features;
using DrumAI.Files;

namespace DrumAI.Lab.Store;

/// <summary>What came of reading one file.</summary>
/// <param name="File">The file.</param>
/// <param name="Size">Its length when it was read.</param>
/// <param name="ModifiedTicks">Its time of change then.</param>
internal sealed record ComputedFile(StoreFile File, long Size, long ModifiedTicks)
{
    /// <summary>SHA-256 of its bytes, in hex; null where it could not be read.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What was computed.</summary>
    public MissingWork Work { get; init; } = new(FeatureSet.None, []);

    /// <summary>The features.</summary>
    public SoundFeatures? Features { get; init; }

    /// <summary>Embeddings, one for each of <see cref="Work"/>'s embedders.</summary>
    public IReadOnlyList<float[]> Embeddings { get; init; } = [];

    /// <summary>Why it could not be read.</summary>
    public FileError? Error { get; init; }
}
