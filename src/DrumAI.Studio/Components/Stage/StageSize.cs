namespace DrumAI.Studio.Components.Stage;

/// <summary>How large the map is within what it shares with the list, in pixels.</summary>
/// <param name="Width">The map's width.</param>
/// <param name="Height">The map's height.</param>
/// <param name="FullWidth">Width of both.</param>
/// <param name="FullHeight">Height of both.</param>
/// <param name="IsBeside">The list stands beside the map, not below it.</param>
internal sealed record StageSize(int Width, int Height, int FullWidth, int FullHeight, bool IsBeside);
