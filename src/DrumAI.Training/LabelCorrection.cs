namespace DrumAI.Training;

/// <summary>A decision on one label of a data set.</summary>
/// <param name="Path">Path below the data folder.</param>
/// <param name="From">Class that the data set gave when it was decided.</param>
/// <param name="Action">What was decided.</param>
/// <param name="Class">New class name where it is relabelled; empty otherwise.</param>
/// <param name="Subclass">New sub-class name where it is relabelled and known; empty otherwise.</param>
/// <param name="Round">Round of the audit in which it was decided, from 1.</param>
/// <param name="Reason">Why, in a line.</param>
public sealed record LabelCorrection(string Path, string From, CorrectionAction Action, string Class, string Subclass, int Round, string Reason);
