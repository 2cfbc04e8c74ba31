namespace DrumAI.Client.Wire;

/// <summary>Where a model lays a sound on its map; most sounds lie within [-1, 1].</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
public sealed record WireMap(float X, float Y);
