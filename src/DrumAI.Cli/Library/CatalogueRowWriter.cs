using System.Globalization;
using System.Text.Json;
using DrumAI.Cli.Output;
using DrumAI.Taxonomy;
using Spectre.Console;

namespace DrumAI.Cli.Library;

/// <summary>Writes sounds of the catalogue, as a table for people or as one JSON object a line.</summary>
internal sealed class CatalogueRowWriter : IDisposable
{
    private const int MinPathWidth = 20;
    private const int WidthStep = 8;

    private readonly Terminal terminal;
    private readonly Dictionary<string, string> displayNames = DrumTaxonomy.Default.Classes.Select(c => (c.Name, c.Display))
        .Concat(DrumTaxonomy.Default.Subclasses.Select(s => (s.Name, s.Display)))
        .ToDictionary(e => e.Name, e => e.Display["en"], StringComparer.Ordinal);

    private readonly int classWidth;
    private readonly JsonLines? json;
    private int pathWidth;
    private bool hasHeading;

    /// <param name="terminal">Where to write.</param>
    /// <param name="format">A table, or JSON lines.</param>
    public CatalogueRowWriter(Terminal terminal, ResultFormat format)
    {
        this.terminal = terminal;
        if (format == ResultFormat.Jsonl) json = new JsonLines(terminal.Results);
        classWidth = displayNames.Values.Max(n => n.Length);
        pathWidth = terminal.IsInteractive ? Math.Max(MinPathWidth, terminal.Width - classWidth - 24) : 40;
    }

    /// <summary>Writes one row; it may wait in a buffer until this is disposed of.</summary>
    public void Write(CatalogueRow row)
    {
        if (json is null) WriteText(row);
        else json.Write(line => WriteMembers(line, row));
    }

    public void Dispose()
    {
        terminal.Out.Flush();
        json?.Flush();
        json?.Dispose();
    }

    private static void WriteMembers(Utf8JsonWriter line, CatalogueRow row)
    {
        line.WriteNumber("id"u8, row.Id);
        line.WriteString("path"u8, row.Path);
        line.WriteString("class"u8, row.Class);
        line.WriteString("subclass"u8, row.Subclass);
        WriteNumber("confidence"u8, row.Confidence);
        WriteNumber("score"u8, row.Score);
        line.WriteStartArray("tags"u8);
        foreach (string tag in row.Tags) line.WriteStringValue(tag);
        line.WriteEndArray();
        line.WriteBoolean("favourite"u8, row.Favourite);

        // Confidences come from float32; so few digits say as much.
        void WriteNumber(ReadOnlySpan<byte> name, double? value)
        {
            if (value is { } number) line.WriteNumber(name, Math.Round(number, 6));
            else line.WriteNull(name);
        }
    }

    private void WriteText(CatalogueRow row)
    {
        string path = CellText.Printable(row.Path);
        if (!terminal.IsInteractive)
            while (pathWidth < path.GetCellWidth()) pathWidth += WidthStep;
        if (!hasHeading) terminal.Out.WriteLine($"{"Id",8}  {CellText.FitPath("Path", pathWidth)}  {"Class".PadRight(classWidth)}  Sure");
        hasHeading = true;
        string name = (row.Subclass ?? row.Class) is { } known ? displayNames.GetValueOrDefault(known, known) : "";
        string sure = row.Confidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(confidence * 100)} %") : "";
        string marks = (row.Favourite ? "  *" : "") + string.Concat(row.Tags.Select(t => $"  #{CellText.Printable(t)}"));
        terminal.Out.WriteLine($"{row.Id,8}  {CellText.FitPath(path, pathWidth)}  {name.PadRight(classWidth)}  {sure,5}{marks}");
    }
}
