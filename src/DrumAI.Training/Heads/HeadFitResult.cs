namespace DrumAI.Training.Heads;

/// <summary>A retrained head, and how it came about.</summary>
/// <param name="Head">The head, calibrated.</param>
/// <param name="Pull">The pull that was chosen.</param>
/// <param name="ClassTemperature">By what the logits of classes were divided.</param>
/// <param name="SubclassTemperature">By what those of sub-classes were.</param>
/// <param name="LeftOutLoss">Mean loss on groups left out, in nats.</param>
/// <param name="Curve">The loss after each step.</param>
public sealed record HeadFitResult(LinearHead Head, double Pull, double ClassTemperature, double SubclassTemperature, double LeftOutLoss, IReadOnlyList<double> Curve);
