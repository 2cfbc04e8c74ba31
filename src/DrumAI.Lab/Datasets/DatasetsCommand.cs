using System.CommandLine;
using DrumAI.Lab.Labelling;
using DrumAI.Taxonomy;
using DrumAI.Training;
using Spectre.Console;

namespace DrumAI.Lab.Datasets;

/// <summary><c>drumai-lab datasets list|show|pull|join|survey</c>: which data sets are known, what is known of them, and how to get them.</summary>
internal static class DatasetsCommand
{
    public static Command Create() => new("datasets", "Data sets: which are known, what is known of each, and fetching them.") { List(), Show(), Pull(), Join(), Survey() };

    private static Command List()
    {
        var command = new Command("list", "List the definitions.");
        command.SetAction((_, _) => LabCommand.Run(() =>
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "what", "from", "tested");
            foreach (var set in DatasetShelf.Shipped().All)
                table.AddRow(set.Name, Markup.Escape(set.Title), Markup.Escape(string.Join("\n", set.Origins)), set.Tested ? "yes" : "untested");
            LabCommand.WideConsole().Write(table);
        }));
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "A data set, or a definition's file." };
        var command = new Command("show", "Show what is known of a data set, and its rules in the order in which they are asked.") { name };
        command.SetAction((parsed, _) => LabCommand.Run(() => Print(DatasetShelf.Shipped(), parsed.GetValue(name)!)));
        return command;
    }

    private static void Print(DatasetShelf shelf, string name)
    {
        var set = shelf.Find(name);
        // A definition that could not be used is told here already.
        _ = new Labeller(set, shelf, DrumTaxonomy.Default);
        var output = Console.Out;
        output.WriteLine($"{set.Name}: {set.Title}{(set.Tested ? "" : " (untested)")}");
        output.WriteLine($"licence   {set.Licence}");
        foreach (var origin in set.Origins)
        {
            output.WriteLine($"from      {origin}");
            if (origin.Sha256 is not null) output.WriteLine($"          SHA-256 {origin.Sha256}");
            if (origin.Home is not null) output.WriteLine($"          {origin.Home}");
        }

        if (set.Layout is not null) output.WriteLine($"layout    {set.Layout}");
        if (set.Folders.Count > 0) output.WriteLine($"folders   {string.Join(", ", set.Folders)}");
        if (set.Note is not null) output.WriteLine($"note      {set.Note}");
        Rules("rules", set.Rules.Where(r => !r.Weak).Concat(set.Rules.Where(r => r.Weak)));
        Rules("sub-classes", set.Subclasses);
        if (set.Include is not null) output.WriteLine($"then those of {set.Include}");

        void Rules(string title, IEnumerable<LabelRule> rules)
        {
            output.WriteLine($"{title}:");
            foreach (var rule in rules) output.WriteLine($"  {rule.Label ?? "by note",-18} {rule.Match}{(rule.On is null ? "" : $"   on the {rule.On}")}{(rule.Raw ? "   as it stands" : "")}{(rule.Weak ? "   weak" : "")}");
        }
    }

    private static Command Pull()
    {
        var name = new Argument<string>("NAME") { Description = "A data set, or a definition's file." };
        var output = new Option<DirectoryInfo?>("--output") { Description = "Folder to fill. [default: artifacts/datasets/NAME]" };
        var from = new Option<string?>("--from") { Description = "Take this folder or archive instead of fetching: for machines without a network, and for sets that have no address." };
        var command = new Command("pull", "Fetch a data set, with its checksum; a fetch that broke off goes on. SoundFonts are rendered through fluidsynth.") { name, output, from };
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(async () =>
        {
            var set = DatasetShelf.Shipped().Find(parsed.GetValue(name)!);
            string folder = parsed.GetValue(output)?.FullName ?? Path.Combine("artifacts", "datasets", set.Name);
            if (!set.Tested) Console.Error.WriteLine($"{set.Name} is untested: {set.Note}");
            var pull = new DatasetPull(set, folder, Console.Error.WriteLine, Console.IsErrorRedirected ? null : ShowProgress);
            if (parsed.GetValue(from) is { } local) await pull.FromLocalAsync(local, cancellation);
            else await pull.FromOriginsAsync(cancellation);
        }));
        return command;
    }

    private static Command Join()
    {
        var pool = new Argument<DirectoryInfo>("POOL") { Description = "Pool with labels.csv and folds.csv." };
        pool.AcceptExistingOnly();
        var sets = new Argument<string[]>("FOLDER") { Description = "Data sets as pull leaves them: FOLDER, labelled by the definition that knows its name, or FOLDER=DEFINITION.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder to make; it links to the sounds where they lie.", Required = true };
        var command = new Command("join", "Make a larger pool of a labelled one and of data sets that were pulled, without what sounds like a sound that is there already; kin stay in one fold.") { pool, sets, output };
        command.SetAction((parsed, cancellation) => LabCommand.Run(() =>
        {
            var shelf = DatasetShelf.Shipped();
            var folders = parsed.GetValue(sets)!.Select(text =>
            {
                string[] parts = text.Split('=', 2);
                if (!Directory.Exists(parts[0])) throw new InvalidDataException($"There is no folder {parts[0]}.");
                return (Path.GetFullPath(parts[0]), parts.Length > 1 ? shelf.Find(parts[1]) : shelf.OfFolder(new DirectoryInfo(parts[0]).Name));
            });
            new DatasetJoin(parsed.GetValue(pool)!.FullName, Console.Error.WriteLine, cancellation).Write([.. folders], parsed.GetValue(output)!.FullName);
        }));
        return command;
    }

    private static Command Survey()
    {
        var data = new Argument<DirectoryInfo>("DATA") { Description = "Pool with labels.csv." };
        data.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for survey.md and its pictures.", DefaultValueFactory = _ => new DirectoryInfo("docs/data") };
        var corrections = new Option<FileInfo>("--corrections") { Description = "Apply these decisions first." };
        corrections.AcceptExistingOnly();
        var command = new Command("survey", "Write down what a labelled pool holds: class by source, sub-classes, licences, with pictures.") { data, output, corrections };
        command.SetAction((parsed, _) => LabCommand.Run(() =>
        {
            string folder = parsed.GetValue(output)!.FullName;
            DatasetSurvey.Write(parsed.GetValue(data)!.FullName, parsed.GetValue(corrections) is { } file ? CorrectionsFile.Read(file.FullName, DrumTaxonomy.Default) : [], folder);
            Console.Error.WriteLine($"wrote {folder}");
        }));
        return command;
    }

    private static void ShowProgress(long done, long? total) =>
        Console.Error.Write($"\r\e[2K{done / 1e6:0.0} MB{(total is null ? "" : $" of {total / 1e6:0.0} MB")}{(done == total ? "\n" : "")}");
}
