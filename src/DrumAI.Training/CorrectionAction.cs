namespace DrumAI.Training;

/// <summary>What a reviewer decided about a label.</summary>
public enum CorrectionAction
{
    /// <summary>It is right: the audit does not ask again.</summary>
    Keep,

    /// <summary>It is something else.</summary>
    Relabel,

    /// <summary>Nobody can tell, or it is no single drum sound: it is left out.</summary>
    Drop,
}
