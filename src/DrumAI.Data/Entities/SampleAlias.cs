namespace DrumAI.Data.Entities;

/// <summary>The hash of another fingerprint under which a sound was met: of a copy that differs in a few bits.</summary>
public sealed class SampleAlias
{
    /// <summary>SHA-256 of the fingerprint's bits, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The sound.</summary>
    public long SampleId { get; init; }
}
