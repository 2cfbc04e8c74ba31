namespace DrumAI.Data.Entities;

/// <summary>A value that all replicas of a service share, such as a key.</summary>
public sealed class Setting
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    public required byte[] Value { get; init; }
}
