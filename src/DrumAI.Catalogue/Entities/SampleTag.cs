namespace DrumAI.Catalogue.Entities;

/// <summary>A sound bears a tag.</summary>
public sealed class SampleTag
{
    /// <summary>The sound.</summary>
    public long SampleId { get; init; }

    /// <summary>The tag.</summary>
    public long TagId { get; init; }
}
