using System.CommandLine;
using DrumAI.Data;
using DrumAI.Features;
using DrumAI.Lab.Store;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Audit;

/// <summary><c>drumai-lab audit</c>: which labels are doubtful, and what was decided about them.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var data = new Argument<DirectoryInfo>("DATA") { Description = "Folder with labels.csv, folds.csv and the sounds." };
        data.AcceptExistingOnly();
        var store = FeaturesCommand.StoreOption();
        var embedders = FeaturesCommand.EmbedderOption();
        embedders.Description = "KIND=FILE: networks that never saw these labels, on whose embeddings the judges learn (mn04, yamnet or vggish, as ONNX). [default: mn04 and yamnet in ../models beside DATA]";
        var corrections = new Option<FileInfo?>("--corrections") { Description = "File of decisions so far. [default: datasets/corrections/NAME.csv]" };
        var predictions = new Option<FileInfo>("--predictions") { Description = "Predictions by library, as training writes them: one judge more." };
        predictions.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for audit.json and audit.html.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/audit") };
        var worst = new Option<int>("--worst") { Description = "Sounds on the review page.", DefaultValueFactory = _ => 300 };
        var decisions = new Option<FileInfo>("--decisions") { Description = "Take these decisions, saved by the review page, into the corrections file as another round." };
        decisions.AcceptExistingOnly();
        var confident = new Option<bool>("--decide-confident") { Description = "Relabel, as another round, what every judge and the neighbours agree on." };
        var compare = new Option<bool>("--compare") { Description = "Tell what learning from corrected labels changes." };
        var inject = new Option<double?>("--inject") { Description = "Make this share of the labels wrong, and tell how many of them are found (0.05). Nothing is written." };
        var trials = new Option<int>("--trials") { Description = "How often, with another seed each time.", DefaultValueFactory = _ => 3 };
        var seed = new Option<int>("--seed") { Description = "Seed of all draws.", DefaultValueFactory = _ => 1 };
        var command = new Command("audit", "Doubt labels: write the list of doubtful sounds and the page on which they are reviewed; take decisions in.")
        {
            data, store, embedders, corrections, predictions, output, worst, decisions, confident, compare, inject, trials, seed,
        };
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(async () =>
        {
            string folder = parsed.GetValue(data)!.FullName;
            var source = StoreSource.Find(folder);
            var set = LabelledSet.Load(folder, DrumTaxonomy.Default);
            var judges = Judges(folder, parsed.GetValue(embedders) ?? []);
            using var database = await DrumDatabase.OpenAsync(parsed.GetValue(store)!, cancellation: cancellation);
            await FeaturesCommand.FillAsync(database, source, FeatureSet.All & ~(FeatureSet.Embedding | FeatureSet.LogMel), judges, Environment.ProcessorCount, cancellation);
            string file = parsed.GetValue(corrections)?.FullName ?? Path.Combine("datasets", "corrections", $"{source.Name}.csv");
            var run = new AuditRun(database, source.Name, set, [.. judges.Select(j => j.Model)], file, parsed.GetValue(predictions)?.FullName, parsed.GetValue(seed));
            if (parsed.GetValue(inject) is { } share) await run.InjectAsync(share, parsed.GetValue(trials), cancellation);
            else if (parsed.GetValue(compare)) await run.CompareAsync(cancellation);
            else if (parsed.GetValue(decisions) is { } decided) await run.DecideAsync(CorrectionsFile.Read(decided.FullName, DrumTaxonomy.Default), cancellation);
            else if (parsed.GetValue(confident)) await run.DecideAsync(await run.ConfidentAsync(cancellation), cancellation);
            else await run.WriteAsync(parsed.GetValue(output)!.FullName, parsed.GetValue(worst), cancellation);
        }));
        return command;
    }

    /// <summary>The judges' embedders: those asked for, or those beside the data.</summary>
    private static StoreEmbedder[] Judges(string folder, string[] asked)
    {
        if (asked.Length == 0)
        {
            string models = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? "", "models");
            string[] known = [$"mn04={Path.Combine(models, "efficientat_mn04_as.onnx")}", $"yamnet={Path.Combine(models, "yamnet.onnx")}"];
            asked = [.. known.Where(k => File.Exists(k[(k.IndexOf('=', StringComparison.Ordinal) + 1)..]))];
            if (asked.Length == 0) throw new InvalidDataException($"There is no embedder in {models}; name one with --embedder KIND=FILE. Judges need one that never saw the labels.");
        }

        return [.. asked.Select(StoreEmbedder.Open)];
    }
}
