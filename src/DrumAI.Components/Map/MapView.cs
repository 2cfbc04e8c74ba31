namespace DrumAI.Components.Map;

/// <summary>What the map's window shows.</summary>
/// <param name="X">Its middle, -1 (left edge of the map) to 1.</param>
/// <param name="Y">Its middle, -1 (lower edge) to 1.</param>
/// <param name="Zoom">1 shows the whole height, 2 half of it.</param>
public sealed record MapView(double X, double Y, double Zoom)
{
    /// <summary>Everything.</summary>
    public static MapView Whole { get; } = new(0, 0, 1);
}
