namespace DrumAI.Data.Entities;

/// <summary>A set of sound files with labels, from which models are trained.</summary>
public sealed class DataSet
{
    /// <summary>Identifies the set in this database.</summary>
    public int Id { get; init; }

    /// <summary>Its name; no two sets share it.</summary>
    public required string Name { get; init; }

    /// <summary>Its files.</summary>
    public ICollection<DataSetFile> Files { get; } = [];
}
