using DrumAI.Cli.Output;
using DrumAI.Organising;

namespace DrumAI.Cli.Organise;

/// <summary>Carries out a manifest, and says what to do where that does not come to its end.</summary>
internal sealed class TransferRun(ResultFormat format, Terminal terminal)
{
    /// <summary>Goes on where an earlier run was stopped.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Resume(string path, CancellationToken cancellation)
    {
        using var manifest = Manifest.Open(path);
        using var report = new OrganiseReport(terminal, format);
        return Run(manifest, report, cancellation);
    }

    /// <inheritdoc cref="Resume"/>
    public int Run(Manifest manifest, OrganiseReport report, CancellationToken cancellation)
    {
        try
        {
            using var progress = ProgressLine.Start(terminal);
            progress?.SetTotal(manifest.Items.Count(i => i.State is TransferState.Planned or TransferState.Begun));
            new Organiser().Run(manifest, item => Aside(progress, () => report.Transfer(item)), cancellation);
        }
        catch
        {
            string path = CellText.Printable(manifest.Path);
            terminal.Error.WriteLine($"drumai: not all was done. To go on: drumai organise --resume \"{path}\"; to restore what was: drumai organise --undo \"{path}\".");
            throw;
        }

        report.End(manifest);
        return manifest.Items.Any(i => i.State == TransferState.Failed) ? ExitCode.SomeUnreadable : ExitCode.Success;
    }

    private static void Aside(ProgressLine? progress, Action write)
    {
        progress?.Step();
        if (progress is null) write();
        else progress.Aside(write);
    }
}
