namespace DrumAI.Data.Entities;

/// <summary>A file of a registered model, whole: so every replica that reaches the database can fetch it, and every backup has it.</summary>
public sealed class ModelFile
{
    /// <summary>The model.</summary>
    public int ModelId { get; init; }

    /// <summary>Name of the file in a model folder.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its bytes in lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Its bytes.</summary>
    public required byte[] Content { get; init; }
}
