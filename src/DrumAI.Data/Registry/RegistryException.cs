namespace DrumAI.Data.Registry;

/// <summary>The registry refuses; the message says why, for people.</summary>
public sealed class RegistryException(string message, Exception? inner = null) : Exception(message, inner);
