using System.Buffers;
using System.Globalization;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Cli.Sounds;
using DrumAI.Taxonomy;

namespace DrumAI.Cli.Classify;

/// <summary>Comma-separated values as RFC 4180 has them: a header, lines that end in CR LF, quotes where a value needs them.</summary>
internal sealed class CsvWriter(TextWriter text, DrumTaxonomy taxonomy) : IResultWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");
    private readonly int probabilityCount = taxonomy.Classes.Count + taxonomy.Subclasses.Count;

    public void Begin()
    {
        text.Write("path,class,subclass,confidence,kind,durationSeconds,model,errorCode,errorMessage,warnings");
        foreach (var c in taxonomy.Classes) Field(c.Name);
        foreach (var s in taxonomy.Subclasses) Field(s.Name);
        text.Write("\r\n");
    }

    public void Write(SoundRow<Prediction> row)
    {
        text.Write(Quote(row.Path));
        var prediction = row.Result;
        Field(prediction?.Class);
        Field(prediction?.Subclass);
        Field(prediction?.Confidence);
        Field(prediction is null ? null : prediction.Kind == SoundKind.Loop ? "loop" : "oneshot");
        Field(prediction is null ? null : Math.Round(prediction.DurationSeconds, 6).ToString(CultureInfo.InvariantCulture));
        Field(prediction?.Model);
        Field(row.Error?.Code);
        Field(row.Error?.Message);
        Field(string.Join(' ', row.Warnings));
        if (prediction is null)
        {
            for (int i = 0; i < probabilityCount; i++) text.Write(',');
        }
        else
        {
            foreach (float probability in prediction.ClassProbabilities) Field(probability);
            foreach (float probability in prediction.SubclassProbabilities) Field(probability);
        }

        text.Write("\r\n");
    }

    public void End() => Flush();

    public void Flush() => text.Flush();

    /// <summary>The value as it stands in a line.</summary>
    internal static string Quote(string value) =>
        value.AsSpan().ContainsAny(NeedQuotes) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private void Field(string? value)
    {
        text.Write(',');
        if (value is not null) text.Write(Quote(value));
    }

    private void Field(float? value)
    {
        text.Write(',');
        if (value is { } number) text.Write(number.ToString(CultureInfo.InvariantCulture));
    }
}
