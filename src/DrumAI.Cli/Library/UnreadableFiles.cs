using DrumAI.Catalogue;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary>Writes which files of the library cannot be read, and why.</summary>
internal static class UnreadableFiles
{
    public static void Write(SampleCatalogue catalogue, Terminal terminal, ResultFormat format, int count)
    {
        using var context = catalogue.CreateContext();
        using var json = new JsonLines(terminal.Results);
        var files = context.Files.Where(f => f.ErrorCode != null && !f.IsMissing).OrderBy(f => f.Path).Take(count)
            .Select(f => new { f.Path, f.ErrorCode, f.ErrorMessage });
        foreach (var file in files)
        {
            if (format == ResultFormat.Jsonl)
                json.Write(line =>
                {
                    line.WriteString("path"u8, file.Path);
                    line.WriteStartObject("error"u8);
                    line.WriteString("code"u8, file.ErrorCode);
                    line.WriteString("message"u8, file.ErrorMessage);
                    line.WriteEndObject();
                });
            else
                terminal.Out.WriteLine($"{CellText.Printable(file.Path)}: {CellText.Printable(file.ErrorMessage ?? "")}");
        }

        json.Flush();
    }
}
