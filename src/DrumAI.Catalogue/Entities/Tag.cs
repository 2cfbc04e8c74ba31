namespace DrumAI.Catalogue.Entities;

/// <summary>A word that the musician puts on sounds.</summary>
public sealed class Tag
{
    /// <summary>Identifies the tag in this catalogue.</summary>
    public long Id { get; init; }

    /// <summary>The word; no two tags differ only in case.</summary>
    public required string Name { get; init; }

    /// <summary>The sounds that bear it.</summary>
    public ICollection<DrumSample> Samples { get; } = [];
}
