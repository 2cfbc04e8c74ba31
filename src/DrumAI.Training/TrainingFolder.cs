using System.Text.Json;
using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;

namespace DrumAI.Training;

/// <summary>Where training keeps its pictures, checkpoints, logs, networks and predictions, so that what was done is not done again.</summary>
/// <param name="Path">The folder; made when first written to.</param>
public sealed record TrainingFolder(string Path)
{
    /// <summary>Pictures of all sounds.</summary>
    public string Bank => System.IO.Path.Combine(Path, "bank");

    /// <summary>State of an unfinished run.</summary>
    public string CheckpointOf(TrainingRun run) => Of(run, ".checkpoint");

    /// <summary>A line an epoch: see <see cref="TrainingLog"/>.</summary>
    public string LogOf(TrainingRun run) => Of(run, ".csv");

    /// <summary>The finished network.</summary>
    public string NetOf(TrainingRun run) => Of(run, ".net");

    /// <summary>What the finished network says of its run's test sounds.</summary>
    public string PredictionsOf(TrainingRun run) => Of(run, ".predictions.jsonl");

    /// <summary>What the whole ensemble says of a protocol's test sounds.</summary>
    public string PredictionsOf(Protocol protocol) =>
        System.IO.Path.Combine(Path, protocol == Protocol.ByLibrary ? "predictions-by-library.jsonl" : "predictions-random.jsonl");

    /// <summary>Where sounds lie on maps made without their libraries: see <see cref="Mapping.MapFile"/>.</summary>
    public string MapByLibrary => System.IO.Path.Combine(Path, "map-by-library.jsonl");

    /// <summary>Notes for which options and data the folder is; whoever came with others would get a mixture.</summary>
    /// <exception cref="InvalidDataException">The folder holds runs with other options or data.</exception>
    public void Claim(TrainingOptions options, LabelledSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        string path = System.IO.Path.Combine(Path, "options.json"), record = JsonSerializer.Serialize(options) + set.Hash;
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path);
            File.WriteAllText(path, record);
        }
        else if (File.ReadAllText(path) != record)
        {
            throw new InvalidDataException($"{Path} holds runs with other options or data; name another --work folder, or delete it.");
        }
    }

    /// <summary>The options that the folder's runs were made with.</summary>
    /// <param name="set">The data that they must have been made with.</param>
    /// <exception cref="InvalidDataException">The folder holds no runs, or runs with other data.</exception>
    public TrainingOptions Claimed(LabelledSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        string path = System.IO.Path.Combine(Path, "options.json");
        string record = File.Exists(path) ? File.ReadAllText(path) : throw new InvalidDataException($"{Path} holds no training runs.");
        if (!record.EndsWith(set.Hash, StringComparison.Ordinal)) throw new InvalidDataException($"{Path} holds runs with other data.");
        try
        {
            return JsonSerializer.Deserialize<TrainingOptions>(record[..^set.Hash.Length]) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is damaged: {error.Message}", error);
        }
    }

    /// <summary>The predictions of all runs of a protocol, members of the ensemble averaged as the shipped model does.</summary>
    public IReadOnlyList<PredictionRow> Pool(IEnumerable<TrainingRun> runs, DrumTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return [.. runs.SelectMany(run => PredictionFile.Read(PredictionsOf(run), taxonomy)).GroupBy(row => row.Path).Select(rows => rows.First() with
        {
            ClassLogits = Mean([.. rows.Select(r => r.ClassLogits)]),
            SubclassLogits = Mean([.. rows.Select(r => r.SubclassLogits)]),
        })];
    }

    private static float[] Mean(float[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    private string Of(TrainingRun run, string extension)
    {
        ArgumentNullException.ThrowIfNull(run);
        return System.IO.Path.Combine(Path, run.Name + extension);
    }
}
