using System.CommandLine;
using DrumAI.Data;
using DrumAI.Features;
using DrumAI.Lab.Store;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Splits;

/// <summary><c>drumai-lab split</c>: the protocols as files, and the check that holds them.</summary>
internal static class SplitCommand
{
    public static Command Create()
    {
        var data = new Argument<DirectoryInfo>("DATA") { Description = "Folder with labels.csv (path, class, subclass, source, kit) and the sounds." };
        data.AcceptExistingOnly();
        var store = FeaturesCommand.StoreOption();
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for the protocols.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/splits") };
        var corrections = new Option<FileInfo>("--corrections") { Description = "Apply these decisions first." };
        corrections.AcceptExistingOnly();
        var check = new Option<FileInfo>("--check") { Description = "Check this protocol instead: folds.csv, or a file with path and part." };
        check.AcceptExistingOnly();
        var command = new Command("split", "Make the protocols (80/20 by class and by sub-class, five folds by library) without near-duplicates, and check that no kit and no near-duplicate sits on both sides.")
        {
            data, store, output, corrections, check,
        };
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(async () =>
        {
            string folder = parsed.GetValue(data)!.FullName;
            var source = StoreSource.Find(folder);
            using var database = await DrumDatabase.OpenAsync(parsed.GetValue(store)!, cancellation: cancellation);
            await FeaturesCommand.FillAsync(database, source, FeatureSet.Fingerprint, [], Environment.ProcessorCount, cancellation);
            IReadOnlyList<LabelCorrection> decided = parsed.GetValue(corrections) is { } file ? CorrectionsFile.Read(file.FullName, DrumTaxonomy.Default) : [];
            var run = await SplitRun.LoadAsync(database, source.Name, folder, decided, cancellation);
            bool isClean = parsed.GetValue(check) is { } protocol ? run.Check(protocol.FullName) : run.Write(parsed.GetValue(output)!.FullName);
            if (!isClean) throw new InvalidDataException("Something sits on both sides.");
        }));
        return command;
    }
}
