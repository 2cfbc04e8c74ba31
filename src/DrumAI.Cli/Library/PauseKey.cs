using DrumAI.Catalogue.Import;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>Lets a person pause an import, and go on, by the key P.</summary>
internal sealed class PauseKey : IDisposable
{
    /// <summary>What tells people about it.</summary>
    public const string Hint = "P pauses";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly PauseGate gate;
    private readonly Timer timer;

    private PauseKey(PauseGate gate)
    {
        this.gate = gate;
        timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Listens where a person sits at the keyboard; null where nobody does.</summary>
    public static PauseKey? Start(Terminal terminal, PauseGate gate) => terminal.ShowsProgress && !Console.IsInputRedirected ? new PauseKey(gate) : null;

    public void Dispose()
    {
        using var stopped = new ManualResetEvent(initialState: false);
        if (timer.Dispose(stopped)) stopped.WaitOne();
    }

    private void Look()
    {
        while (Console.KeyAvailable)
        {
            if (Console.ReadKey(intercept: true).Key != ConsoleKey.P) continue;
            if (gate.IsPaused) gate.Resume();
            else gate.Pause();
        }
    }
}
