using System.Text.Json;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>A results file: what was run on what, and what came of it. Files that lack any of it are refused.</summary>
internal sealed record ExperimentResult
{
    /// <summary>Name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>Commit of the code, with <c>+</c> where files had been changed since.</summary>
    public required string Commit { get; init; }

    /// <summary>Hash over the labelled set: paths, labels, folds.</summary>
    public required string DataHash { get; init; }

    /// <summary>SHA-256 of the file that tells the folds.</summary>
    public required string SplitHash { get; init; }

    /// <summary>Names in the store of the embedders that were used.</summary>
    public required IReadOnlyList<string> Embedders { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>Seconds that it took, on how ever many cores.</summary>
    public required double Seconds { get; init; }

    /// <summary>Numbers that a sound is described by.</summary>
    public required int InputLength { get; init; }

    /// <summary>Size of what was learnt on all but one fold, in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Microseconds that an answer takes once the features are there, on one core.</summary>
    public required double MicrosecondsPerSound { get; init; }

    /// <summary>Figures by protocol.</summary>
    public required IReadOnlyDictionary<string, ProtocolFigures> Protocols { get; init; }

    /// <summary>Writes the file.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, ReportWriter.Json) + "\n");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or does not say all that a results file has to.</exception>
    public static ExperimentResult Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ExperimentResult>(File.ReadAllText(path), ReportWriter.Json) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no results file: {error.Message}", error);
        }
    }
}
