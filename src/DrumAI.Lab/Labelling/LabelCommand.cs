using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumAI.Files;
using DrumAI.Lab.Datasets;
using DrumAI.Taxonomy;
using DrumAI.Training;
using Spectre.Console;

namespace DrumAI.Lab.Labelling;

/// <summary><c>drumai-lab label</c>: names of files and folders to labels, each with its reason.</summary>
internal static class LabelCommand
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Folder of samples, or with --score a pool of sources with labels.csv." };
        folder.AcceptExistingOnly();
        var definition = new Option<string?>("--definition") { Description = "Data-set definition to label by: a name, or a JSON file. [default: the one that knows the folder's name, else general]" };
        var output = new Option<FileInfo?>("--output") { Description = "Write the labels as labels.csv, as training reads it (path, class, subclass, subclass_basis, source, kit)." };
        var format = new Option<LabelFormat>("--format") { Description = "What is printed: a summary (Table), or a JSON object a file with its reason (Jsonl).", DefaultValueFactory = _ => LabelFormat.Table };
        var score = new Option<bool>("--score") { Description = "Compare with the pool's labels.csv, source by source." };
        var differences = new Option<bool>("--differences") { Description = "With --score: list the files whose labels differ, those held out excepted." };
        var command = new Command("label", "Label samples by the names of their files and folders, and say why.") { folder, definition, output, format, score, differences };
        command.SetAction((parsed, _) => LabCommand.Run(() =>
        {
            var shelf = DatasetShelf.Shipped();
            string path = parsed.GetValue(folder)!.FullName;
            if (parsed.GetValue(score)) Score(path, shelf, parsed.GetValue(differences));
            else Label(path, shelf, parsed.GetValue(definition), parsed.GetValue(format), parsed.GetValue(output)?.FullName);
        }));
        return command;
    }

    private static void Score(string path, DatasetShelf shelf, bool differences)
    {
        var score = new PoolScore(path, shelf);
        score.Print(LabCommand.WideConsole());
        if (!differences) return;
        foreach (string line in score.Differences()) Console.Out.WriteLine(line);
    }

    private static void Label(string folder, DatasetShelf shelf, string? named, LabelFormat format, string? output)
    {
        var definition = named is null ? shelf.OfFolder(new DirectoryInfo(folder).Name) : shelf.Find(named);
        var labeller = new Labeller(definition, shelf, DrumTaxonomy.Default);
        LabelDecision[] decisions = [.. SoundWalk.Of([folder]).Where(f => f.Error is null && f.IsWanted())
            .Select(f => labeller.Decide(Path.GetRelativePath(folder, f.Path).Replace('\\', '/')))];
        if (decisions.Length == 0) throw new InvalidDataException($"{folder} holds no sound files.");
        if (output is not null) Write(output, decisions, definition.Name);
        if (format == LabelFormat.Jsonl)
        {
            foreach (var decision in decisions) Console.Out.WriteLine(JsonSerializer.Serialize(decision, Lines));
            return;
        }

        Console.Out.WriteLine($"{decisions.Length} files by the definition {definition.Name}:");
        foreach (var label in decisions.Where(d => d.Class is not null).GroupBy(d => d.Subclass ?? d.Class!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            Console.Out.WriteLine($"{label.Count(),7}  {label.Key}");
        List("unlabelled", decisions.Where(d => d.Class is null && d.Excluded is null), d => d.Path);
        List("left out", decisions.Where(d => d.Excluded is not null), d => $"{d.Path}: {d.Excluded}");
        List("contradictory", decisions.Where(d => d.Contradiction is not null), d => $"{d.Path}: {d.Class} for {d.Text}; yet {d.Contradiction}");
    }

    private static void List(string title, IEnumerable<LabelDecision> decisions, Func<LabelDecision, string> tell)
    {
        var all = decisions.ToArray();
        Console.Out.WriteLine($"{all.Length,7}  {title}{(all.Length > 0 ? ":" : "")}");
        foreach (var decision in all) Console.Out.WriteLine($"         {tell(decision)}");
    }

    /// <summary>The labelled files alone, without those whose names speak for two classes.</summary>
    private static void Write(string output, LabelDecision[] decisions, string source)
    {
        Csv.WriteTable(output, "path,class,subclass,subclass_basis,source,kit", decisions.Where(d => d.Class is not null && d.Contradiction is null)
            .Select(d => Csv.ToRecord(d.Path, d.Class!, d.Subclass ?? "", d.Basis, source, d.Kit)));
        Console.Error.WriteLine($"wrote {output}");
    }
}
