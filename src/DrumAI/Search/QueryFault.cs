namespace DrumAI.Search;

/// <summary>Why a part of a query cannot be understood.</summary>
public enum QueryFault
{
    /// <summary>It is understood.</summary>
    None,

    /// <summary>Nothing stands after a key such as <c>tag:</c>.</summary>
    NothingAfterKey,

    /// <summary>There is no such key.</summary>
    UnknownKey,

    /// <summary>There is no such class.</summary>
    UnknownClass,

    /// <summary>This is no length.</summary>
    NoLength,

    /// <summary>A range of lengths cannot be left out.</summary>
    ExcludedRange,

    /// <summary>No sound is that.</summary>
    UnknownKind,
}
