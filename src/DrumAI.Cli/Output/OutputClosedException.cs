namespace DrumAI.Cli.Output;

/// <summary>Whoever read our standard output has gone, as <c>head</c> does once it has enough. Work ends, quietly.</summary>
internal sealed class OutputClosedException(IOException innerException) : IOException("Standard output was closed.", innerException);
