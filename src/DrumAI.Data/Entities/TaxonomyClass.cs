namespace DrumAI.Data.Entities;

/// <summary>A class of the taxonomy, as rows refer to it.</summary>
public sealed class TaxonomyClass
{
    /// <summary>Identifies the class in this database.</summary>
    public int Id { get; init; }

    /// <summary>Its wire name.</summary>
    public required string Name { get; init; }
}
