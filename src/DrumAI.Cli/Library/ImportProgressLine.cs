using System.Globalization;
using DrumAI.Catalogue.Import;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>An import's progress, on one line at the bottom of a terminal; nothing where nobody watches.</summary>
internal sealed class ImportProgressLine(Terminal terminal) : IDisposable
{
    private readonly Lock gate = new();
    private bool visible;

    /// <summary>Shows how far a stage is.</summary>
    public void Show(ImportProgress progress)
    {
        if (!terminal.ShowsProgress) return;
        lock (gate)
        {
            string line = Format(progress) + (progress.Done < progress.Total ? $"   {PauseKey.Hint}" : "");
            if (line.Length >= terminal.Width) line = line[..Math.Max(0, terminal.Width - 1)];
            terminal.Error.Write($"\r\e[2K{line}");
            terminal.Error.Flush();
            visible = true;
        }
    }

    public void Dispose() => Erase();

    /// <summary>Takes the line away; the next progress shows it again.</summary>
    public void Erase()
    {
        lock (gate)
        {
            if (!visible) return;
            terminal.Error.Write("\r\e[2K");
            terminal.Error.Flush();
            visible = false;
        }
    }

    /// <summary>The line's text.</summary>
    internal static string Format(ImportProgress progress)
    {
        string verb = progress.Stage switch
        {
            ImportStage.Listing => "Listing",
            ImportStage.Classifying => "Classifying",
            _ => "Measuring",
        };
        string of = progress.Total >= 0 ? string.Create(CultureInfo.InvariantCulture, $" of {progress.Total:N0}") : "";
        string left = progress.Left is { } time && progress.Done < progress.Total ? $"   {(int)time.TotalHours}:{time:mm\\:ss} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{verb,-11} {progress.Done:N0}{of} files   {progress.PerSecond:N0} a second{left}");
    }
}
