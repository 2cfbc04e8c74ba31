namespace DrumAI.Components;

/// <summary>Names the resource files that hold the texts of these components, in English and French.</summary>
public sealed class ComponentWords;
