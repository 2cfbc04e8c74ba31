namespace DrumAI.Catalogue.Import;

/// <summary>What an import is at.</summary>
public enum ImportStage
{
    /// <summary>Folders are walked; what they hold can be found by name, and played.</summary>
    Listing,

    /// <summary>Sounds are read and heard.</summary>
    Classifying,

    /// <summary>Timbre, descriptors and fingerprints are computed.</summary>
    Measuring,
}
