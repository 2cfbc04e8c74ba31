namespace DrumAI.Cli;

/// <summary>What the program says to its caller when it ends; scripts rely on it.</summary>
internal static class ExitCode
{
    /// <summary>All was done. Also where the reader of our output went away, as <c>head</c> does.</summary>
    public const int Success = 0;

    /// <summary>Something that is no fault of the files or of the command line: no model, a full disk.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>All was done, but some files could not be read.</summary>
    public const int SomeUnreadable = 3;

    /// <summary>Stopped by Ctrl+C or a request to terminate.</summary>
    public const int Interrupted = 130;
}
