using DrumAI.Components.Classes;

namespace DrumAI.Components.Map;

/// <summary>One entry of the map's legend; its place in the list is the class index of the points.</summary>
/// <param name="Name">Wire name.</param>
/// <param name="Label">What people read, in their language.</param>
/// <param name="Look">Colours and letters.</param>
/// <param name="Count">How many sounds are of it.</param>
public sealed record MapClass(string Name, string Label, ClassLook Look, int Count = 0);
