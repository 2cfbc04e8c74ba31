using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumAI.Cli.Sounds;

namespace DrumAI.Cli.Output;

/// <summary>One JSON object a line. Numbers are finite, and in the shortest form that reads back as the same number.</summary>
internal sealed class JsonLines : IDisposable
{
    private const int FlushLength = 1 << 16;

    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> buffer = new(FlushLength * 2);
    private readonly Utf8JsonWriter json;

    public JsonLines(Stream stream)
    {
        this.stream = stream;
        // Names of files stay readable; what JSON itself forbids is escaped all the same.
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Writes one line; it may wait in a buffer until <see cref="Flush"/>.</summary>
    /// <param name="members">Writes the members of the line's object.</param>
    public void Write(Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        buffer.Write("\n"u8);
        if (buffer.WrittenCount >= FlushLength) Flush();
    }

    /// <summary>Writes the line of a file: its path, its result or its error, and its warnings where there are any.</summary>
    /// <param name="row">The file's row.</param>
    /// <param name="members">Writes the members of a result.</param>
    public void Write<T>(SoundRow<T> row, Action<Utf8JsonWriter, T> members)
        where T : class => Write(line =>
        {
            line.WriteString("path"u8, row.Path);
            if (row.Result is { } result)
            {
                members(line, result);
            }
            else if (row.Error is { } error)
            {
                line.WriteStartObject("error"u8);
                line.WriteString("code"u8, error.Code);
                line.WriteString("message"u8, error.Message);
                line.WriteEndObject();
            }

            if (row.Warnings.Count == 0) return;
            line.WriteStartArray("warnings"u8);
            foreach (string warning in row.Warnings) line.WriteStringValue(warning);
            line.WriteEndArray();
        });

    /// <summary>Passes on all that was written.</summary>
    public void Flush()
    {
        if (buffer.WrittenCount == 0) return;
        stream.Write(buffer.WrittenSpan);
        stream.Flush();
        buffer.ResetWrittenCount();
    }

    public void Dispose() => json.Dispose();
}
