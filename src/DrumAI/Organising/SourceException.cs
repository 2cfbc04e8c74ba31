namespace DrumAI.Organising;

/// <summary>One file cannot be taken where it is to be taken from. The others can.</summary>
internal sealed class SourceException(string message, Exception? innerException = null) : Exception(message, innerException);
