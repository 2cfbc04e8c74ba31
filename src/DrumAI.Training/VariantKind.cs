namespace DrumAI.Training;

/// <summary>What was done to a sound.</summary>
public enum VariantKind
{
    /// <summary>Nothing.</summary>
    AsItIs,

    /// <summary>Changes that keep its label true.</summary>
    Changed,

    /// <summary>A second stroke put before a snare's, which makes it a flam.</summary>
    Flam,

    /// <summary>So much that no label fits.</summary>
    Wild,
}
