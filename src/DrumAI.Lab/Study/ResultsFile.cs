using System.Text.Json;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>A results file: on what it was run, and what came of it. Files that lack any of what is required are refused.</summary>
internal abstract record ResultsFile
{
    private static readonly JsonSerializerOptions Json = new(ReportWriter.Json) { RespectNullableAnnotations = true };

    /// <summary>Commit of the code, with <c>+</c> where files had been changed since.</summary>
    public required string Commit { get; init; }

    /// <summary>Hash over the labelled set: paths, labels, folds.</summary>
    public required string DataHash { get; init; }

    /// <summary>Name of the file that tells the folds.</summary>
    public required string SplitFile { get; init; }

    /// <summary>Its SHA-256.</summary>
    public required string SplitHash { get; init; }

    /// <summary>Sounds of the set.</summary>
    public required int Sounds { get; init; }

    /// <summary>Libraries, machines and kits of the set.</summary>
    public required int Groups { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>Seconds of the clock that it took, with the making of answers that were kept from an earlier run; answers of other recipes that served are not in it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Writes the file.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, GetType(), Json) + "\n");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or does not say all that a results file has to.</exception>
    public static T Read<T>(string path)
        where T : ResultsFile
    {
        try
        {
            var result = JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) ?? throw new InvalidDataException($"{path} is no results file: it is empty.");
            if (result.Commit.Length == 0 || result.DataHash.Length == 0 || result.SplitFile.Length == 0 || result.SplitHash.Length == 0 || result.Sounds < 1 || result.Groups < 1 || !(result.Seconds > 0))
                throw new InvalidDataException($"{path} is no results file: it does not say on what it was run.");
            return result;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no results file: {error.Message}", error);
        }
    }
}
