namespace DrumAI.Data;

/// <summary>A database that cannot be opened or used as it is; the message says why.</summary>
public sealed class DatabaseException(string message, Exception? innerException = null) : Exception(message, innerException);
