using System.Diagnostics;

namespace DrumAI.Cli.Output;

/// <summary>
/// One line at the bottom of a terminal: a bar, the count, the speed, the time that is left. It steps aside while results are
/// written to the same terminal.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter error;
    private readonly int width;
    private readonly bool sharesTerminal;
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly Timer timer;
    private readonly Lock gate = new();
    private long done;
    private long total = -1;
    private bool visible;
    private bool disposed;

    private ProgressLine(Terminal terminal)
    {
        error = terminal.Error;
        width = terminal.Width;
        sharesTerminal = terminal.IsInteractive;
        timer = new Timer(_ => Draw(), null, Interval, Interval);
    }

    /// <summary>Shows progress where a person watches; null where nobody does.</summary>
    public static ProgressLine? Start(Terminal terminal) => terminal.ShowsProgress ? new ProgressLine(terminal) : null;

    /// <summary>One more is done.</summary>
    public void Step() => Interlocked.Increment(ref done);

    /// <summary>Says how many there are in all, once that is known.</summary>
    public void SetTotal(long count) => Interlocked.Exchange(ref total, count);

    /// <summary>Writes results with the line out of their way.</summary>
    public void Aside(Action write)
    {
        if (!sharesTerminal)
        {
            write();
            return;
        }

        lock (gate)
        {
            Erase();
            write();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            disposed = true;
            Erase();
        }
    }

    /// <summary>The line's text.</summary>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are; negative while that is not known.</param>
    /// <param name="elapsed">How long it took.</param>
    internal static string Format(long done, long total, TimeSpan elapsed)
    {
        double perSecond = elapsed.TotalSeconds > 0 ? done / elapsed.TotalSeconds : 0;
        if (total < 0) return $"{done:N0} files   {perSecond:N0} a second";
        double share = total == 0 ? 1 : Math.Clamp((double)done / total, 0, 1);
        int filled = (int)Math.Round(share * BarWidth);
        string bar = new string('━', filled) + new string('╌', BarWidth - filled);
        string left = done > 0 && done < total ? $"   {TimeSpan.FromSeconds((total - done) / perSecond):m\\:ss} left" : "";
        return $"{bar} {share,4:P0}   {done:N0} of {total:N0} files   {perSecond:N0} a second{left}";
    }

    private void Draw()
    {
        lock (gate)
        {
            if (disposed) return;
            string line = Format(Interlocked.Read(ref done), Interlocked.Read(ref total), Stopwatch.GetElapsedTime(start));
            if (line.Length >= width) line = line[..Math.Max(0, width - 1)];
            error.Write($"\r\e[2K{line}");
            error.Flush();
            visible = true;
        }
    }

    private void Erase()
    {
        if (!visible) return;
        error.Write("\r\e[2K");
        error.Flush();
        visible = false;
    }
}
