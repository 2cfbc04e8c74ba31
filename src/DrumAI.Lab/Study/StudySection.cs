namespace DrumAI.Lab.Study;

/// <summary>What a recipe tries, which is how the study's tables are cut.</summary>
internal enum StudySection
{
    /// <summary>The report's models and their like on other embeddings.</summary>
    Report,

    /// <summary>Classes and sub-classes learnt together or apart.</summary>
    Hierarchy,

    /// <summary>What the settings of a head bring.</summary>
    Settings,

    /// <summary>More than one hearing of a sound: changed copies, views.</summary>
    Variants,

    /// <summary>Losses for small, imbalanced, noisy sets.</summary>
    Losses,

    /// <summary>Our own networks and their embedding.</summary>
    Networks,

    /// <summary>Several models together, and one that learnt from them.</summary>
    Ensembles,
}
