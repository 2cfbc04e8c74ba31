namespace DrumAI.Catalogue;

/// <summary>The catalogue cannot do what is asked of it; the message says why, and mostly what to do.</summary>
public sealed class CatalogueException(string message, Exception? innerException = null) : Exception(message, innerException);
