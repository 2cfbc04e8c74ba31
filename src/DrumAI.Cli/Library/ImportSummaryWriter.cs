using System.Globalization;
using System.Text.Json;
using DrumAI.Catalogue.Import;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>Says what an import did.</summary>
internal static class ImportSummaryWriter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Write(Terminal terminal, ImportSummary summary, ResultFormat format)
    {
        if (format == ResultFormat.Jsonl)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(summary, Json));
            return;
        }

        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.New:N0} new, {summary.Changed:N0} changed, {summary.Missing:N0} missing, {summary.Unchanged:N0} unchanged."));
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{summary.Classified:N0} sounds classified, {summary.Measured:N0} measured."));
        if (summary.Unreadable > 0)
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{summary.Unreadable:N0} files could not be read; \"drumai library list --unreadable\" says why."));
        foreach (string folder in summary.OfflineFolders) terminal.Out.WriteLine($"Offline, and kept as it was: {CellText.Printable(folder)}");
    }
}
