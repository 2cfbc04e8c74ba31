namespace DrumAI.Training.Mapping;

/// <summary>A sound on a map that was made without it.</summary>
/// <param name="Path">Path below the data folder.</param>
/// <param name="Fold">Fold in which the sound was held out.</param>
/// <param name="Map">Its position on the map, two numbers.</param>
/// <param name="Plane">Its position on the principal plane of the sounds that the map was made of, two numbers.</param>
/// <param name="Space">Its point in the space that the map is to keep (<see cref="SoundSpace"/>).</param>
public sealed record MapRow(string Path, int Fold, float[] Map, float[] Plane, float[] Space);
