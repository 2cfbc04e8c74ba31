using System.Globalization;
using DrumAI.Cli.Output;
using DrumAI.Organising;

namespace DrumAI.Cli.Organise;

/// <summary>Says what is planned, done and undone: a line a file for programs, a summary for people.</summary>
internal sealed class OrganiseReport(Terminal terminal, ResultFormat format) : IDisposable
{
    private readonly JsonLines? json = format == ResultFormat.Jsonl ? new JsonLines(terminal.Results) : null;

    public void Plan(PlannedTransfer transfer)
    {
        if (json is not null) Write(transfer, transfer.IsAlreadyThere ? "alreadyThere" : "planned");
        else if (!transfer.IsAlreadyThere) terminal.Out.WriteLine($"{CellText.Printable(transfer.Sound.Path)} -> {CellText.Printable(transfer.Target)}");
    }

    public void EndPlan(IReadOnlyList<PlannedTransfer> plan)
    {
        int planned = plan.Count(t => !t.IsAlreadyThere);
        Summarise($"{planned:N0} of {plan.Count:N0} sounds would go to {plan.Select(t => Path.GetDirectoryName(t.Target)).Distinct().Count():N0} folders. Nothing was touched.");
    }

    public void AlreadyThere(PlannedTransfer transfer)
    {
        if (json is not null) Write(transfer, "alreadyThere");
    }

    public void NothingToDo(int count) => Summarise($"Nothing is to be done: {count:N0} sounds, all in their places.");

    /// <summary>What came of one file.</summary>
    public void Transfer(ManifestItem item)
    {
        if (item.State == TransferState.Failed) Fail(item.Source, item.Problem);
        json?.Write(line =>
        {
            line.WriteString("path"u8, item.Source);
            line.WriteString("target"u8, item.Target);
            line.WriteString("state"u8, item.State == TransferState.Failed ? "failed" : "done");
            if (item.Problem is { } problem) line.WriteString("problem"u8, problem);
        });
    }

    public void End(Manifest manifest)
    {
        int done = manifest.Items.Count(i => i.State == TransferState.Done);
        string deed = manifest.Mode switch { TransferMode.Copy => "copied", TransferMode.Move => "moved", _ => "linked" };
        string path = CellText.Printable(manifest.Path);
        json?.Write(line =>
        {
            line.WriteString("manifest"u8, manifest.Path);
            line.WriteNumber("done"u8, done);
            line.WriteNumber("failed"u8, manifest.Items.Count - done);
        });
        string failed = done < manifest.Items.Count ? $" {manifest.Items.Count - done:N0} stay where they were." : "";
        Summarise($"{done:N0} sounds {deed} to {CellText.Printable(manifest.Destination)}.{failed}");
        Summarise($"To undo: drumai organise --undo \"{path}\"");
    }

    public void EndUndo(Manifest manifest, int count, IReadOnlyList<ManifestItem> left)
    {
        foreach (var item in left) Fail(item.Target, item.Problem);
        json?.Write(line =>
        {
            line.WriteString("manifest"u8, manifest.Path);
            line.WriteNumber("undone"u8, count - left.Count);
            line.WriteNumber("left"u8, left.Count);
        });
        string kept = left.Count > 0 ? $" {left.Count:N0} could not be, so the manifest is kept." : "";
        Summarise($"{count - left.Count:N0} sounds undone.{kept}");
    }

    public void Dispose()
    {
        terminal.Out.Flush();
        json?.Flush();
        json?.Dispose();
    }

    private void Fail(string path, string? problem) => terminal.Error.WriteLine($"drumai: {CellText.Printable(path)}: {CellText.Printable(problem ?? "")}");

    private void Summarise(FormattableString text)
    {
        if (json is null) terminal.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    private void Write(PlannedTransfer transfer, string state) => json?.Write(line =>
    {
        line.WriteString("path"u8, transfer.Sound.Path);
        line.WriteString("target"u8, transfer.Target);
        line.WriteString("class"u8, transfer.Sound.Class);
        line.WriteString("subclass"u8, transfer.Sound.Subclass);
        line.WriteNumber("confidence"u8, Math.Round(transfer.Sound.Confidence, 6));
        line.WriteString("state"u8, state);
    });
}
