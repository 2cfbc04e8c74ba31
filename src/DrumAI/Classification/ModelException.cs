namespace DrumAI.Classification;

/// <summary>A model folder that cannot be used: something is missing, damaged, or made for another version of this library.</summary>
/// <param name="message">What is wrong, and with which file.</param>
/// <param name="innerException">What was thrown beneath, if anything.</param>
public sealed class ModelException(string message, Exception? innerException = null) : Exception(message, innerException);
