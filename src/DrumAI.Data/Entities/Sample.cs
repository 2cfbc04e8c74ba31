namespace DrumAI.Data.Entities;

/// <summary>
/// One sound of the shared database. Nothing here or in the tables that hang on it is sound; what a sound could be drawn from is in
/// <see cref="SampleSpectra"/> alone, which only a lab's own store fills.
/// </summary>
public sealed class Sample
{
    /// <summary>Identifies the sound in this database.</summary>
    public long Id { get; init; }

    /// <summary>
    /// By what others name the sound; no two share it, 32 bytes. In the service the SHA-256 of the fingerprint with which it was first met; in a
    /// lab's store <see cref="ContentHash"/>, since there two files of one fingerprint are two rows until they are told to be one.
    /// </summary>
    public required byte[] Hash { get; init; }

    /// <summary>SHA-256 of the file's bytes; only in a lab's store. The service never learns it.</summary>
    public byte[]? ContentHash { get; init; }

    /// <summary>The 32 bytes of <see cref="Identity.Fingerprint.ToBytes"/>; null where there is nothing to hear.</summary>
    public byte[]? Fingerprint { get; set; }

    /// <summary>When it came in.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Its descriptors; null where none are known.</summary>
    public SampleFeatures? Features { get; set; }

    /// <summary>Its log-mel pictures and cepstrum: never in the service.</summary>
    public SampleSpectra? Spectra { get; set; }

    /// <summary>Its embeddings, one a model.</summary>
    public ICollection<SampleEmbedding> Embeddings { get; } = [];
}
