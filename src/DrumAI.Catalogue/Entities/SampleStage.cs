namespace DrumAI.Catalogue.Entities;

/// <summary>How far the import has come with a sound; each stage is usable as it is reached.</summary>
public enum SampleStage
{
    /// <summary>Its file is known: it can be found by name, and played.</summary>
    Listed,

    /// <summary>It was read and heard: content hash, class, embedding, length and level are known.</summary>
    Classified,

    /// <summary>Timbre, descriptors and fingerprint are known too.</summary>
    Measured,
}
