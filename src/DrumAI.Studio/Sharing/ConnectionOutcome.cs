namespace DrumAI.Studio.Sharing;

/// <summary>What a look at a service's address showed.</summary>
internal enum ConnectionOutcome
{
    /// <summary>A service that speaks of the same classes.</summary>
    Fits,

    /// <summary>A service, but of another version of the taxonomy.</summary>
    OtherTaxonomy,

    /// <summary>Something answers that is no such service.</summary>
    NoService,

    /// <summary>Nothing answers.</summary>
    Unreachable,
}
