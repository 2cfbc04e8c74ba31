using System.Text;

namespace DrumAI.Cli.Output;

/// <summary>Where a command's words go: results to standard output, everything said about the work to standard error.</summary>
internal sealed class Terminal : IDisposable
{
    /// <param name="results">Receives the results' bytes, UTF-8.</param>
    /// <param name="error">Receives messages.</param>
    public Terminal(Stream results, TextWriter error)
    {
        Results = results;
        Out = new StreamWriter(results, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        Error = error;
    }

    /// <summary>Standard output as bytes. Whoever writes here flushes <see cref="Out"/> before.</summary>
    public Stream Results { get; }

    /// <summary>Standard output as text.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>A person reads the results.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>A person reads what is said about the work; only then is progress shown.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Colours and cursor movements are understood.</summary>
    public bool HasColour { get; init; }

    /// <summary>Columns of the window, where there is one.</summary>
    public int Width { get; init; } = 100;

    /// <summary>The program's own standard output and error.</summary>
    public static Terminal Open()
    {
        bool interactive = !Console.IsOutputRedirected, errorInteractive = !Console.IsErrorRedirected;
        bool dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        if (OperatingSystem.IsWindows() && (interactive || errorInteractive)) Console.OutputEncoding = Encoding.UTF8;
        return new Terminal(StandardOutput.Open(), Console.Error)
        {
            IsInteractive = interactive,
            ShowsProgress = errorInteractive && !dumb,
            HasColour = interactive && !dumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = interactive || errorInteractive ? WindowWidth() : 100,
        };
    }

    /// <summary>Passes on what is buffered; a reader who has gone is no matter at this point.</summary>
    public void Flush()
    {
        try
        {
            Out.Flush();
        }
        catch (OutputClosedException)
        {
            // Nobody is there to read it.
        }
    }

    public void Dispose() => Flush();

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 100;
        }
        catch (IOException)
        {
            return 100;
        }
    }
}
