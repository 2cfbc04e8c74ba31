namespace DrumAI.Lab.Study;

/// <summary>The cost of an input.</summary>
/// <param name="Input">Its name among the inputs of recipes.</param>
/// <param name="Milliseconds">Processor time a sound on one core, decoding left out.</param>
/// <param name="Megabytes">Size of the network's file; 0 where there is none.</param>
internal sealed record InputCost(string Input, double Milliseconds, double Megabytes);
