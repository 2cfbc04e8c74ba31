using System.CommandLine;
using System.Diagnostics;
using DrumAI.Data;
using DrumAI.Features;

namespace DrumAI.Lab.Store;

/// <summary><c>drumai-lab features</c>: fills the feature store of a data set, tells how fast it loads, and exports it.</summary>
internal static class FeaturesCommand
{
    /// <summary>Where features are kept unless told otherwise.</summary>
    public const string DefaultStore = "Data Source=artifacts/features.db";

    /// <summary>What the originals of the features manage on one core (docs/benchmarks/features.md has ours beside them).</summary>
    private const double OriginalsPerSecond = 1.7;

    private const FeatureSet EveryFeature = FeatureSet.All & ~FeatureSet.Embedding;

    public static Command Create()
    {
        var dataset = new Argument<string>("DATASET") { Description = "Folder with labels.csv, folder of samples, or the name of a set that was pulled." };
        var store = StoreOption();
        var set = new Option<string>("--set")
        {
            Description = "Features to keep: zcr, flatness, contrast, contrast8, mfcc, logmel, timbre, fingerprint, separated by commas.",
            DefaultValueFactory = _ => "zcr,flatness,contrast,contrast8,mfcc,logmel,timbre,fingerprint",
        };
        var model = new Option<DirectoryInfo?>("--model") { Description = "Model folder whose embedding is kept too. [default: models/default, where it is]" };
        var embedders = EmbedderOption();
        var threads = new Option<int>("--threads") { Description = "Threads that compute.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var load = new Option<bool>("--load") { Description = "Load everything into arrays for training, and tell how long it took." };
        var export = new Option<DirectoryInfo?>("--export") { Description = "Folder to export the features to." };
        var format = new Option<ExportFormat>("--format") { Description = "Format of the export.", DefaultValueFactory = _ => ExportFormat.Parquet };
        var command = new Command("features", "Fill the feature store with what is missing of a data set; load or export it.") { dataset, store, set, model, embedders, threads, load, export, format };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--threads must be 1 or more.");
        });
        set.Validators.Add(result =>
        {
            if (Parse(result.GetValueOrDefault<string>() ?? "") is null) result.AddError($"--set knows {string.Join(", ", Names.Keys)}.");
        });
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(async () =>
        {
            var source = StoreSource.Find(parsed.GetValue(dataset)!);
            var asked = Embedders(parsed.GetValue(model)?.FullName, parsed.GetValue(embedders) ?? []);
            using var database = await DrumDatabase.OpenAsync(parsed.GetValue(store)!, cancellation: cancellation);
            await FillAsync(database, source, Parse(parsed.GetValue(set)!)!.Value, asked, parsed.GetValue(threads), cancellation);
            string[] models = [.. asked.Select(e => e.Model)];
            if (parsed.GetValue(load)) await TellLoadingAsync(database, source.Name, models, cancellation);
            if (parsed.GetValue(export) is { } folder) await ExportAsync(database, source.Name, models, folder.FullName, parsed.GetValue(format), cancellation);
        }));
        return command;
    }

    /// <summary>The option that names a store.</summary>
    public static Option<string> StoreOption() => new("--store")
    {
        Description = "Connection string of the store: Data Source= for SQLite, Host= for PostgreSQL.",
        DefaultValueFactory = _ => DefaultStore,
    };

    /// <summary>The option that names networks from elsewhere.</summary>
    public static Option<string[]> EmbedderOption() => new("--embedder")
    {
        Description = "KIND=FILE: keep the embedding of this network too (mn04, yamnet or vggish, as ONNX). Several are possible.",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Fills a store, with a line of progress on a terminal, and tells what was done.</summary>
    public static async Task FillAsync(
        DrumDatabase database, StoreSource source, FeatureSet features, IReadOnlyList<StoreEmbedder> embedders, int threads, CancellationToken cancellation)
    {
        Action<int, int>? progress = Console.IsErrorRedirected ? null : (done, total) =>
        {
            if (done % 16 == 0 || done == total) Console.Error.Write($"\r\e[2K{done} of {total} files{(done == total ? "\n" : "")}");
        };
        var summary = await new StoreFill(database, features, embedders, threads).RunAsync(source.Name, source.Folder, source.Files, progress, cancellation);
        double rate = summary.Computed / Math.Max(1e-9, summary.Elapsed.TotalSeconds);
        Console.Error.WriteLine(summary.Computed == 0
            ? $"{source.Name}: {summary.Files} files, nothing was missing"
            : $"{source.Name}: {summary.Files} files, {summary.Computed} computed in {summary.Elapsed.TotalSeconds:0.0} s: {rate:0} a second on {threads} threads, {rate / OriginalsPerSecond:0} times the originals' {OriginalsPerSecond} on one core");
        if (summary.Unreadable > 0) Console.Error.WriteLine($"{summary.Unreadable} files cannot be read; the store says why (DataSetFiles.ErrorMessage)");
    }

    /// <summary>The embedders asked for, the model's own first.</summary>
    public static IReadOnlyList<StoreEmbedder> Embedders(string? model, IEnumerable<string> others)
    {
        string fallback = Path.Combine("models", "default");
        string? folder = model ?? (File.Exists(Path.Combine(fallback, Classification.ModelCard.NetworkFileName)) ? fallback : null);
        return [.. folder is null ? Array.Empty<StoreEmbedder>() : [StoreEmbedder.OfModel(folder)], .. others.Select(StoreEmbedder.Open)];
    }

    private static async Task TellLoadingAsync(DrumDatabase database, string name, string[] models, CancellationToken cancellation)
    {
        foreach (var (what, columns) in new[] { ("all features but the log-mel pictures", StoreColumn.ForTraining), ("all features, the log-mel pictures too", StoreColumn.All) })
        {
            // The first time reads the disk; it is told too.
            var times = new List<double>();
            FeatureArrays? arrays = null;
            for (int i = 0; i < 5; i++)
            {
                long start = Stopwatch.GetTimestamp();
                arrays = await FeatureReader.LoadAsync(database, name, columns, models, cancellation);
                times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            double mebibytes = arrays!.Columns.Values.Sum(c => (double)c.Values.Length) * sizeof(float) / (1 << 20);
            Console.Out.WriteLine($"loaded {what}: {arrays.Count} sounds, {arrays.Columns.Count} features, {mebibytes:0} MiB: first {times[0]:0.000} s, then {times.Skip(1).Order().First():0.000} to {times.Skip(1).Max():0.000} s");
        }
    }

    private static async Task ExportAsync(DrumDatabase database, string name, string[] models, string folder, ExportFormat format, CancellationToken cancellation)
    {
        var arrays = await FeatureReader.LoadAsync(database, name, StoreColumn.All, models, cancellation);
        Directory.CreateDirectory(folder);
        if (format == ExportFormat.Parquet) await FeatureExport.WriteParquetAsync(arrays, Path.Combine(folder, "features.parquet"), cancellation);
        else FeatureExport.WriteNpy(arrays, folder);
        Console.Error.WriteLine($"wrote {arrays.Count} rows into {folder}");
    }

    private static Dictionary<string, FeatureSet> Names { get; } = Enum.GetValues<FeatureSet>()
        .Where(f => f != FeatureSet.None && System.Numerics.BitOperations.IsPow2((int)f) && f != FeatureSet.Embedding).ToDictionary(f => f.ToString().ToLowerInvariant());

    private static FeatureSet? Parse(string names)
    {
        var set = FeatureSet.None;
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Names.TryGetValue(name, out var feature)) return null;
            set |= feature;
        }

        return set & EveryFeature;
    }
}
