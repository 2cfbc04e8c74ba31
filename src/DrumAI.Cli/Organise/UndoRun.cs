using DrumAI.Cli.Output;
using DrumAI.Organising;

namespace DrumAI.Cli.Organise;

/// <summary>One run of <c>drumai organise --undo</c>.</summary>
internal sealed class UndoRun(string path, ResultFormat format, Terminal terminal)
{
    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(CancellationToken cancellation)
    {
        using var manifest = Manifest.Open(path);
        using var report = new OrganiseReport(terminal, format);
        int before = manifest.Items.Count(i => i.State is not (TransferState.Planned or TransferState.Failed or TransferState.Undone));
        IReadOnlyList<ManifestItem> left;
        using (var progress = ProgressLine.Start(terminal))
        {
            progress?.SetTotal(manifest.Items.Count);
            left = new OrganiseUndo().Run(manifest, _ => progress?.Step(), cancellation);
        }

        report.EndUndo(manifest, before, left);
        return left.Count > 0 ? ExitCode.SomeUnreadable : ExitCode.Success;
    }
}
