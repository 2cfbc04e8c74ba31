namespace DrumAI.Components.Map;

/// <summary>One sound on the map.</summary>
/// <param name="Id">Its number in the catalogue.</param>
/// <param name="X">Across; what it measures is the host's choice (<see cref="MapAxis"/>). NaN where the sound has no such measure: it is then not shown.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Confidence">How sure the class is, 0 to 1.</param>
/// <param name="Class">Index into the map's list of classes.</param>
/// <param name="Marks">What else is to be seen of it.</param>
public readonly record struct MapPoint(int Id, float X, float Y, float Confidence, byte Class, MapMarks Marks);
