namespace DrumAI.Training;

/// <summary>One labelled sound of a data folder.</summary>
/// <param name="Path">Path below the data folder, with forward slashes; also its identity.</param>
/// <param name="Class">Index of its class in the taxonomy.</param>
/// <param name="Subclass">Index of its sub-class in the taxonomy, or -1.</param>
/// <param name="SubclassBasis">How the sub-class is known: <c>explicit</c>, <c>folder</c>, <c>default</c> (assumed, not scored), or empty.</param>
/// <param name="Group">Library, machine or kit with its kin: sounds of one group are never split between training and test.</param>
/// <param name="Fold">Fold of the protocol "by library".</param>
public sealed record LabelledSound(string Path, int Class, int Subclass, string SubclassBasis, string Group, int Fold);
