namespace DrumAI.Classification;

/// <summary>Where a sound lies on the sound map, where neighbours sound alike. Most sounds lie within [-1, 1] on both axes; the axes themselves mean nothing.</summary>
/// <param name="X">Position from left to right.</param>
/// <param name="Y">Position from bottom to top.</param>
public readonly record struct MapPosition(float X, float Y);
