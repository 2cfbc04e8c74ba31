namespace DrumAI.Data.Entities;

/// <summary>A sub-class of the taxonomy, as rows refer to it.</summary>
public sealed class TaxonomySubclass
{
    /// <summary>Identifies the sub-class in this database.</summary>
    public int Id { get; init; }

    /// <summary>The class that it is a kind of.</summary>
    public int ClassId { get; init; }

    /// <summary>Its wire name.</summary>
    public required string Name { get; init; }
}
