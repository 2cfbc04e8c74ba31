using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumAI.Audio;
using DrumAI.Taxonomy;

namespace DrumAI.Cli.Classify;

/// <summary>One JSON object a line. Numbers are finite, and in the shortest form that reads back as the same number.</summary>
internal sealed class JsonLinesWriter : IResultWriter, IDisposable
{
    private const int FlushLength = 1 << 16;

    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> buffer = new(FlushLength * 2);
    private readonly Utf8JsonWriter json;
    private readonly JsonEncodedText[] classNames;
    private readonly JsonEncodedText[] subclassNames;

    public JsonLinesWriter(Stream stream, DrumTaxonomy taxonomy)
    {
        this.stream = stream;
        // Names of files stay readable; what JSON itself forbids is escaped all the same.
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        classNames = [.. taxonomy.Classes.Select(c => JsonEncodedText.Encode(c.Name))];
        subclassNames = [.. taxonomy.Subclasses.Select(s => JsonEncodedText.Encode(s.Name))];
    }

    public void Begin()
    {
        // JSON lines have no head.
    }

    public void Write(ClassifiedFile row)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, row.Path);
        if (row.Prediction is { } prediction)
        {
            json.WriteString("class"u8, prediction.Class);
            json.WriteString("subclass"u8, prediction.Subclass);
            json.WriteNumber("confidence"u8, prediction.Confidence);
            WriteProbabilities("classes"u8, classNames, prediction.ClassProbabilities);
            WriteProbabilities("subclasses"u8, subclassNames, prediction.SubclassProbabilities);
            json.WriteString("kind"u8, prediction.Kind == SoundKind.Loop ? "loop" : "oneshot");
            json.WriteNumber("durationSeconds"u8, Math.Round(prediction.DurationSeconds, 6));
            json.WriteString("model"u8, prediction.Model);
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
        json.Flush();
        json.Reset();
        buffer.Write("\n"u8);
        if (buffer.WrittenCount >= FlushLength) Flush();
    }

    public void End() => Flush();

    public void Flush()
    {
        if (buffer.WrittenCount == 0) return;
        stream.Write(buffer.WrittenSpan);
        stream.Flush();
        buffer.ResetWrittenCount();
    }

    public void Dispose() => json.Dispose();

    private void WriteProbabilities(ReadOnlySpan<byte> name, JsonEncodedText[] names, float[] probabilities)
    {
        json.WriteStartObject(name);
        for (int i = 0; i < names.Length; i++) json.WriteNumber(names[i], probabilities[i]);
        json.WriteEndObject();
    }
}
