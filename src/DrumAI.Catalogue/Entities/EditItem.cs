namespace DrumAI.Catalogue.Entities;

/// <summary>What an edit changed about one sound: one value for another, null meaning none.</summary>
public sealed class EditItem
{
    /// <summary>Identifies the change.</summary>
    public long Id { get; init; }

    /// <summary>The edit that it belongs to.</summary>
    public long EditId { get; init; }

    /// <inheritdoc cref="EditId"/>
    public Edit? Edit { get; init; }

    /// <summary>The sound.</summary>
    public long SampleId { get; set; }

    /// <summary>The value before.</summary>
    public string? Before { get; init; }

    /// <summary>The value after.</summary>
    public string? After { get; init; }
}
