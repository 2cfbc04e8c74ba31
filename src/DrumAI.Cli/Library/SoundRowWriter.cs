using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumAI.Cli.Output;
using DrumAI.Taxonomy;
using Spectre.Console;

namespace DrumAI.Cli.Library;

/// <summary>Writes sounds of the catalogue, as a table for people or as one JSON object a line.</summary>
internal sealed class SoundRowWriter : IDisposable
{
    private const int MinPathWidth = 20;
    private const int WidthStep = 8;

    private readonly Terminal terminal;
    private readonly Dictionary<string, string> displayNames = DrumTaxonomy.Default.Classes.Select(c => (c.Name, c.Display))
        .Concat(DrumTaxonomy.Default.Subclasses.Select(s => (s.Name, s.Display)))
        .ToDictionary(e => e.Name, e => e.Display["en"], StringComparer.Ordinal);

    private readonly int classWidth;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter? json;
    private int pathWidth;
    private bool hasHeading;

    /// <param name="terminal">Where to write.</param>
    /// <param name="asJsonLines">JSON lines rather than a table.</param>
    public SoundRowWriter(Terminal terminal, bool asJsonLines)
    {
        this.terminal = terminal;
        if (asJsonLines) json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        classWidth = displayNames.Values.Max(n => n.Length);
        pathWidth = terminal.IsInteractive ? Math.Max(MinPathWidth, terminal.Width - classWidth - 24) : 40;
    }

    /// <summary>Writes one row.</summary>
    public void Write(SoundRow row)
    {
        if (json is null) WriteText(row);
        else WriteJson(json, row);
    }

    public void Dispose()
    {
        terminal.Out.Flush();
        json?.Dispose();
    }

    private void WriteJson(Utf8JsonWriter json, SoundRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, row.Id);
        json.WriteString("path"u8, row.Path);
        json.WriteString("class"u8, row.Class);
        json.WriteString("subclass"u8, row.Subclass);
        WriteNumber("confidence"u8, row.Confidence);
        WriteNumber("score"u8, row.Score);
        json.WriteStartArray("tags"u8);
        foreach (string tag in row.Tags) json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteBoolean("favourite"u8, row.Favourite);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        buffer.Write("\n"u8);
        terminal.Results.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();

        // Confidences come from float32; so few digits say as much.
        void WriteNumber(ReadOnlySpan<byte> name, double? value)
        {
            if (value is { } number) json.WriteNumber(name, Math.Round(number, 6));
            else json.WriteNull(name);
        }
    }

    private void WriteText(SoundRow row)
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
