namespace DrumAI.Catalogue.Entities;

/// <summary>A class that the musician added to those of the taxonomy. Sounds come into it by hand, or because they sound like those that did.</summary>
public sealed class OwnClass
{
    /// <summary>Identifies the class in this catalogue.</summary>
    public long Id { get; init; }

    /// <summary>Its name, which is also what <see cref="DrumSample.LabelClass"/> holds; no two differ in case alone, none is a name of the taxonomy.</summary>
    public required string Name { get; set; }

    /// <summary>Its colour, as <c>#rrggbb</c>.</summary>
    public required string Colour { get; set; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; init; }
}
