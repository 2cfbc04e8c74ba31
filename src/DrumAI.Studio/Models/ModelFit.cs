namespace DrumAI.Studio.Models;

/// <summary>What is known of the service's model.</summary>
internal enum ModelFit
{
    /// <summary>It is the one in use.</summary>
    Same,

    /// <summary>It is another, and can be used.</summary>
    Usable,

    /// <summary>It needs another version of this program.</summary>
    Foreign,
}
