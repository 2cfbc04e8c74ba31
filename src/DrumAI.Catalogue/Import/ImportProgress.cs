namespace DrumAI.Catalogue.Import;

/// <summary>How far a stage of an import is.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Done">How many files it is through with.</param>
/// <param name="Total">How many it has to do; negative while that is not known, as when listing.</param>
/// <param name="Elapsed">How long it has taken so far, pauses left out.</param>
public sealed record ImportProgress(ImportStage Stage, long Done, long Total, TimeSpan Elapsed)
{
    /// <summary>Files a second.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>How long the rest will take at this rate; null while that cannot be said.</summary>
    public TimeSpan? Left => Total >= Done && Done > 0 ? Elapsed * ((double)(Total - Done) / Done) : null;
}
