using System.Globalization;
using System.Text.Json;
using DrumAI.Audio;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Entities;
using DrumAI.Cli.Classify;
using DrumAI.Cli.Output;
using DrumAI.Identity;

namespace DrumAI.Cli.Export;

/// <summary>The whole catalogue as a table: a row for each sound, in the order in which they came.</summary>
internal sealed class CatalogueTable(SampleCatalogue catalogue)
{
    private static readonly (string Name, Func<ExportedSample, object?> Value)[] Columns =
    [
        ("id", s => s.Sample.Id),
        ("path", s => s.Sample.Path),
        ("class", s => s.Sample.Class),
        ("subclass", s => s.Sample.Subclass),
        ("confidence", s => Rounded(s.Sample.Confidence)),
        ("labelled", s => s.Sample.LabelClass is not null),
        ("predictedClass", s => s.Sample.PredictedClass),
        ("predictedSubclass", s => s.Sample.PredictedSubclass),
        ("predictedConfidence", s => Rounded(s.Sample.PredictedConfidence)),
        ("model", s => s.Sample.Model),
        ("kind", s => s.Sample.Kind switch { null => null, SoundKind.Loop => "loop", _ => "oneshot" }),
        ("favourite", s => s.Sample.IsFavourite),
        ("tags", s => s.Tags),
        ("durationSeconds", s => Rounded(s.Sample.DurationSeconds)),
        ("levelDecibels", s => Rounded(s.Sample.LevelDecibels)),
        ("attackSeconds", s => Rounded(s.Sample.AttackSeconds)),
        ("sampleRate", s => s.Sample.SampleRate),
        ("channels", s => s.Sample.ChannelCount),
        ("container", s => s.Sample.Container?.ToString()),
        ("hardness", s => Rounded(s.Sample.Hardness)),
        ("depth", s => Rounded(s.Sample.Depth)),
        ("brightness", s => Rounded(s.Sample.Brightness)),
        ("roughness", s => Rounded(s.Sample.Roughness)),
        ("warmth", s => Rounded(s.Sample.Warmth)),
        ("sharpness", s => Rounded(s.Sample.Sharpness)),
        ("boominess", s => Rounded(s.Sample.Boominess)),
        ("reverb", s => s.Sample.Reverb),
        ("fingerprint", s => s.Sample.Fingerprint is { } bytes ? Fingerprint.FromBytes(bytes).Bits : null),
        ("stage", s => s.Sample.Stage.ToString().ToLowerInvariant()),
        ("missing", s => !s.Sample.IsPresent),
        ("addedAt", s => s.Sample.AddedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        ("contentHash", s => s.Sample.ContentHash is { } hash ? Convert.ToHexStringLower(hash) : null),
        ("files", s => s.Files),
    ];

    /// <summary>RFC 4180: a header, lines that end in CR LF, quotes where a value needs them. Of several values each has a line in its cell.</summary>
    public void WriteCsv(TextWriter text, CancellationToken cancellation)
    {
        text.Write(string.Join(',', Columns.Select(c => c.Name)));
        text.Write("\r\n");
        foreach (var sample in Read(cancellation))
        {
            text.Write(string.Join(',', Columns.Select(c => CsvWriter.Quote(Cell(c.Value(sample))))));
            text.Write("\r\n");
        }

        text.Flush();
    }

    /// <summary>One JSON object a line.</summary>
    public void WriteJsonLines(Stream stream, CancellationToken cancellation)
    {
        using var json = new JsonLines(stream);
        foreach (var sample in Read(cancellation))
            json.Write(line =>
            {
                foreach (var (name, value) in Columns)
                {
                    line.WritePropertyName(name);
                    JsonSerializer.Serialize(line, value(sample));
                }
            });
        json.Flush();
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IEnumerable<string> several => string.Join('\n', several),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 6) : null;

    private IEnumerable<ExportedSample> Read(CancellationToken cancellation)
    {
        using var context = catalogue.CreateContext();
        var samples = context.Samples.OrderBy(s => s.Id).Select(s => new ExportedSample(
            s, s.Tags.OrderBy(t => t.Name).Select(t => t.Name).ToList(), s.Files.OrderBy(f => f.Id).Select(f => f.Path).ToList()));
        foreach (var sample in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return sample;
        }
    }

    private sealed record ExportedSample(DrumSample Sample, IReadOnlyList<string> Tags, IReadOnlyList<string> Files);
}
