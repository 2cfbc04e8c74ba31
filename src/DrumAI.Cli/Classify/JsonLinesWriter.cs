using System.Text.Json;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Output;
using DrumAI.Cli.Sounds;
using DrumAI.Taxonomy;

namespace DrumAI.Cli.Classify;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesWriter(Stream stream, DrumTaxonomy taxonomy) : IResultWriter, IDisposable
{
    private readonly JsonLines lines = new(stream);
    private readonly JsonEncodedText[] classNames = [.. taxonomy.Classes.Select(c => JsonEncodedText.Encode(c.Name))];
    private readonly JsonEncodedText[] subclassNames = [.. taxonomy.Subclasses.Select(s => JsonEncodedText.Encode(s.Name))];

    public void Begin()
    {
        // JSON lines have no head.
    }

    public void Write(SoundRow<Prediction> row) => lines.Write(row, WriteMembers);

    public void End() => Flush();

    public void Flush() => lines.Flush();

    public void Dispose() => lines.Dispose();

    private void WriteMembers(Utf8JsonWriter json, Prediction prediction)
    {
        json.WriteString("class"u8, prediction.Class);
        json.WriteString("subclass"u8, prediction.Subclass);
        json.WriteNumber("confidence"u8, prediction.Confidence);
        WriteProbabilities(json, "classes"u8, classNames, prediction.ClassProbabilities);
        WriteProbabilities(json, "subclasses"u8, subclassNames, prediction.SubclassProbabilities);
        json.WriteString("kind"u8, prediction.Kind == SoundKind.Loop ? "loop" : "oneshot");
        json.WriteNumber("durationSeconds"u8, Math.Round(prediction.DurationSeconds, 6));
        json.WriteString("model"u8, prediction.Model);
    }

    private static void WriteProbabilities(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonEncodedText[] names, float[] probabilities)
    {
        json.WriteStartObject(name);
        for (int i = 0; i < names.Length; i++) json.WriteNumber(names[i], probabilities[i]);
        json.WriteEndObject();
    }
}
