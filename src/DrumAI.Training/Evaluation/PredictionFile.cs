using System.Text.Json;
using DrumAI.Taxonomy;

namespace DrumAI.Training.Evaluation;

/// <summary>
/// A file of predictions, as JSON lines. The first line names the columns: <c>{"taxonomy","classes":[..],"subclasses":[..]}</c>; every other is a sound:
/// <c>{"path","fold","group","class","subclass"(or null),"basis","logits":[..],"subclassLogits":[..]}</c>. Nothing in it tells how a sound sounds.
/// </summary>
public static class PredictionFile
{
    /// <summary>Digits kept of a logit; the fourth moves a probability by less than 1e-4.</summary>
    private const int LogitDigits = 4;

    /// <summary>Writes a file, or replaces it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<PredictionRow> rows, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(taxonomy);
        using var writer = new StreamWriter(path);
        writer.WriteLine(JsonSerializer.Serialize(
            new Header(taxonomy.Version, [.. taxonomy.Classes.Select(c => c.Name)], [.. taxonomy.Subclasses.Select(s => s.Name)]), JsonSerializerOptions.Web));
        foreach (var row in rows)
        {
            var line = new Line(
                row.Path, row.Fold, row.Group, taxonomy.Classes[row.Class].Name, row.Subclass < 0 ? null : taxonomy.Subclasses[row.Subclass].Name,
                row.SubclassBasis, Round(row.ClassLogits), Round(row.SubclassLogits));
            writer.WriteLine(JsonSerializer.Serialize(line, JsonSerializerOptions.Web));
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line is damaged, or the file was made with other classes than the taxonomy's.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<PredictionRow> Read(string path, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        using var lines = File.ReadLines(path).GetEnumerator();
        if (!lines.MoveNext()) throw new InvalidDataException("The predictions file is empty.");
        var header = Parse<Header>(lines.Current, 1);
        if (header.Classes is null || header.Subclasses is null
            || !header.Classes.SequenceEqual(taxonomy.Classes.Select(c => c.Name)) || !header.Subclasses.SequenceEqual(taxonomy.Subclasses.Select(s => s.Name)))
            throw new InvalidDataException("The predictions file was made with other classes than this version's.");

        var rows = new List<PredictionRow>();
        for (int number = 2; lines.MoveNext(); number++)
        {
            var line = Parse<Line>(lines.Current, number);
            int @class = taxonomy.IndexOfClass(line.Class ?? "");
            int subclass = line.Subclass is null ? -1 : taxonomy.IndexOfSubclass(line.Subclass);
            if (@class < 0 || (line.Subclass is not null && subclass < 0) || (subclass >= 0 && taxonomy.ClassOfSubclass[subclass] != @class))
                throw new InvalidDataException($"Line {number} names {line.Class} {line.Subclass}, which is no class.");
            if (line.Logits?.Length != taxonomy.Classes.Count || line.SubclassLogits?.Length != taxonomy.Subclasses.Count)
                throw new InvalidDataException($"Line {number} does not hold a number for each class and sub-class.");
            rows.Add(new PredictionRow(
                line.Path ?? "", line.Fold, line.Group ?? "", @class, subclass, line.Basis ?? "",
                Array.ConvertAll(line.Logits, x => (float)x), Array.ConvertAll(line.SubclassLogits, x => (float)x)));
        }

        return rows;
    }

    private static double[] Round(float[] logits) => Array.ConvertAll(logits, x => Math.Round(x, LogitDigits));

    private static T Parse<T>(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web) ?? throw new InvalidDataException($"Line {number} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} is damaged: {error.Message}", error);
        }
    }

    private sealed record Header(string? Taxonomy, string[]? Classes, string[]? Subclasses);

    private sealed record Line(
        string? Path, int Fold, string? Group, string? Class, string? Subclass, string? Basis, double[]? Logits, double[]? SubclassLogits);
}
