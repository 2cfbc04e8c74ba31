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
        json = MakeWriter(buffer);
    }

    /// <summary>Renders the line of a file without writing it, on any thread: long lines take longer to render than their results to compute.</summary>
    /// <param name="line">Receives the line.</param>
    /// <param name="row">The file's row.</param>
    /// <param name="members">Writes the members of a result.</param>
    public static void Render<T>(IBufferWriter<byte> line, SoundRow<T> row, Action<Utf8JsonWriter, T> members)
        where T : class
    {
        using var json = MakeWriter(line);
        WriteObject(json, row, members);
        json.Flush();
        line.Write("\n"u8);
    }

    /// <summary>Writes a line that was rendered before; it may wait in a buffer until <see cref="Flush"/>.</summary>
    public void Write(ReadOnlySpan<byte> line)
    {
        buffer.Write(line);
        if (buffer.WrittenCount >= FlushLength) Flush();
    }

    /// <summary>Writes one line; it may wait in a buffer until <see cref="Flush"/>.</summary>
    /// <param name="members">Writes the members of the line's object.</param>
    public void Write(Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        EndLine();
    }

    /// <summary>Writes the line of a file: its path, its result or its error, and its warnings where there are any.</summary>
    /// <param name="row">The file's row.</param>
    /// <param name="members">Writes the members of a result.</param>
    public void Write<T>(SoundRow<T> row, Action<Utf8JsonWriter, T> members)
        where T : class
    {
        WriteObject(json, row, members);
        EndLine();
    }

    /// <summary>Passes on all that was written.</summary>
    public void Flush()
    {
        if (buffer.WrittenCount == 0) return;
        stream.Write(buffer.WrittenSpan);
        stream.Flush();
        buffer.ResetWrittenCount();
    }

    public void Dispose() => json.Dispose();

    // Names of files stay readable; what JSON itself forbids is escaped all the same.
    private static Utf8JsonWriter MakeWriter(IBufferWriter<byte> output) =>
        new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static void WriteObject<T>(Utf8JsonWriter json, SoundRow<T> row, Action<Utf8JsonWriter, T> members)
        where T : class
    {
        json.WriteStartObject();
        json.WriteString("path"u8, row.Path);
        if (row.Result is { } result)
        {
            members(json, result);
        }
        else if (row.Error is { } error)
        {
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, error.Code);
            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
        }

        if (row.Warnings.Count > 0)
        {
            json.WriteStartArray("warnings"u8);
            foreach (string warning in row.Warnings) json.WriteStringValue(warning);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void EndLine()
    {
        json.Flush();
        json.Reset();
        Write("\n"u8);
    }
}
