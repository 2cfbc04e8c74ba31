namespace DrumAI.Catalogue.Entities;

/// <summary>What an edit is about.</summary>
public enum EditKind
{
    /// <summary>The class set by hand; values are wire names of a class or of a sub-class.</summary>
    Label,

    /// <summary>A tag; the value is its name.</summary>
    Tag,

    /// <summary>The musician's favourites; the value is <c>yes</c>.</summary>
    Favourite,
}
