namespace DrumAI.Components.Map;

/// <summary>What is to be seen of a point beside its class.</summary>
[Flags]
public enum MapMarks
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Bears a heart.</summary>
    Favourite = 1,

    /// <summary>Its class was set by hand.</summary>
    Labelled = 2,

    /// <summary>The class is not sure: drawn hollow.</summary>
    Uncertain = 4,

    /// <summary>Its file cannot be reached now.</summary>
    Missing = 8,
}
