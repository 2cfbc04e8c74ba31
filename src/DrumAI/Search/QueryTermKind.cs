namespace DrumAI.Search;

/// <summary>What a part of a query was taken for.</summary>
public enum QueryTermKind
{
    /// <summary>A class, a sub-class or a group of classes.</summary>
    Class,

    /// <summary>How it sounds.</summary>
    Timbre,

    /// <summary>A word of files' or folders' names.</summary>
    Name,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>A part of the folder's path.</summary>
    Folder,

    /// <summary>A limit to the length.</summary>
    Length,

    /// <summary>One hit, or a loop.</summary>
    Kind,

    /// <summary>Favourites.</summary>
    Favourite,

    /// <summary>A word that says nothing here, such as "the".</summary>
    Filler,

    /// <summary>What could not be understood, and plays no part.</summary>
    Problem,
}
