namespace DrumAI.Studio.Library;

/// <summary>The classes as they stand.</summary>
internal sealed class ClassSource
{
    /// <summary>All of them, in order.</summary>
    public ClassLegend Legend { get; } = new([]);
}
