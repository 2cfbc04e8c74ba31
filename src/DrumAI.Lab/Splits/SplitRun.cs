using System.Globalization;
using DrumAI.Data;
using DrumAI.Lab.Store;
using DrumAI.Training;
using Spectre.Console;

namespace DrumAI.Lab.Splits;

/// <summary>Carries out <c>drumai-lab split</c>.</summary>
internal sealed class SplitRun
{
    private static readonly string[] Parts = ["train", "test"];

    private readonly IReadOnlyList<SplitSound> sounds;
    private readonly IReadOnlyList<(int First, int Second, int Distance)> pairs;

    private SplitRun(IReadOnlyList<SplitSound> sounds) => (this.sounds, pairs) = (sounds, NearDuplicates.Find(sounds));

    /// <summary>Reads the set, with its corrections, and the fingerprints from the store.</summary>
    /// <exception cref="InvalidDataException">The set has no kits, or is not in the store.</exception>
    public static async Task<SplitRun> LoadAsync(DrumDatabase database, string name, string folder, IReadOnlyList<LabelCorrection> corrections, CancellationToken cancellation)
    {
        var arrays = await FeatureReader.LoadAsync(database, name, [], [], cancellation);
        var fingerprints = arrays.Paths.Zip(arrays.Fingerprints).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        var decided = corrections.ToDictionary(c => c.Path, StringComparer.Ordinal);
        var kin = KinRules.Shipped();
        var sounds = new List<SplitSound>();
        foreach (var row in Csv.ReadTable(Path.Combine(folder, "labels.csv"), "path", "class", "subclass", "source", "kit"))
        {
            var correction = decided.GetValueOrDefault(row[0]);
            if (correction?.Action == CorrectionAction.Drop || !fingerprints.TryGetValue(row[0], out byte[]? fingerprint)) continue;
            bool isNew = correction?.Action == CorrectionAction.Relabel;
            sounds.Add(new SplitSound(row[0], isNew ? correction!.Class : row[1], isNew ? correction!.Subclass : row[2], $"{row[3]}/{row[4]}", kin.GroupOf(row[3], row[4]), fingerprint));
        }

        return sounds.Count > 0 ? new SplitRun(sounds) : throw new InvalidDataException($"No sound of {folder} is in the store.");
    }

    /// <summary>Makes all protocols, writes each as a file, and checks each.</summary>
    /// <returns>True where every check holds.</returns>
    public bool Write(string output)
    {
        Directory.CreateDirectory(output);
        SplitPlan[] plans =
        [
            SplitPlan.Stratified("class-80-20", sounds, pairs, s => s.Class),
            SplitPlan.Stratified("subclass-80-20", sounds, pairs, s => s.Subclass.Length > 0 ? s.Subclass : s.Class),
            SplitPlan.Folds(sounds, pairs),
        ];
        bool isClean = true;
        foreach (var plan in plans)
        {
            bool isFolds = plan.Name == "folds";
            Csv.WriteTable(Path.Combine(output, $"{plan.Name}.csv"), isFolds ? "path,group,fold" : "path,kit,part", Enumerable.Range(0, sounds.Count).Where(i => plan.Sides[i] is not null).Select(i => Csv.ToRecord(
                sounds[i].Path, isFolds ? sounds[i].Group : sounds[i].Kit, isFolds ? plan.Sides[i]!.Value.ToString(CultureInfo.InvariantCulture) : Parts[plan.Sides[i]!.Value])));
            Csv.WriteTable(Path.Combine(output, $"{plan.Name}.left-out.csv"), "path,kept", plan.LeftOut.OrderBy(l => l.Key).Select(l => Csv.ToRecord(sounds[l.Key].Path, sounds[l.Value].Path)));
            var sizes = plan.Sides.Where(s => s is not null).GroupBy(s => s!.Value).OrderBy(g => g.Key).Select(g => g.Count());
            Console.Out.WriteLine($"{plan.Name}: {string.Join(" + ", sizes)} sounds, {plan.LeftOut.Count} left out as near-duplicates of one elsewhere");
            isClean &= Tell(SplitCheck.Of(sounds, plan.Sides, pairs), byLibrary: isFolds);
        }

        PrintShares(plans);
        Console.Error.WriteLine($"wrote the protocols into {output}");
        return isClean;
    }

    /// <summary>Checks a protocol that exists: <c>folds.csv</c>, or a file with path and part.</summary>
    /// <returns>True where it is clean.</returns>
    public bool Check(string file)
    {
        string header = File.ReadLines(file).FirstOrDefault() ?? "";
        bool isFolds = header.Split(',').Contains("fold");
        var sideOf = Csv.ReadTable(file, "path", isFolds ? "fold" : "part").ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);
        string[] names = [.. sideOf.Values.Distinct().Order(StringComparer.Ordinal)];
        int?[] sides = [.. sounds.Select(s => sideOf.TryGetValue(s.Path, out string? side) ? Array.IndexOf(names, side) : (int?)null)];
        Console.Out.WriteLine($"{file}: {sides.Count(s => s is not null)} sounds on {names.Length} sides");
        var check = SplitCheck.Of(sounds, sides, pairs);
        foreach (string kit in check.Kits) Console.Out.WriteLine($"  kit on several sides: {kit}");
        foreach (var (first, second) in check.Duplicates.Take(20)) Console.Out.WriteLine($"  nearly the same on two sides: {sounds[first].Path} and {sounds[second].Path}");
        return Tell(check, isFolds);
    }

    private static bool Tell(SplitCheck check, bool byLibrary)
    {
        string groups = byLibrary ? $", {check.Groups.Count} groups of kin" : "";
        Console.Out.WriteLine($"  on both sides: {check.Kits.Count} kits{groups}, {check.Duplicates.Count} pairs of near-duplicates");
        foreach (string group in byLibrary ? check.Groups : []) Console.Out.WriteLine($"  kin on several sides: {group}");
        return check.IsClean && (!byLibrary || check.Groups.Count == 0);
    }

    /// <summary>How near each label comes to its fifth; whole kits do not allow more.</summary>
    private void PrintShares(IEnumerable<SplitPlan> plans)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("class", "sounds", "class-80-20: test", "subclass-80-20: test", "folds");
        for (int column = 1; column < table.Columns.Count; column++) table.Columns[column].RightAligned();
        foreach (var @class in Enumerable.Range(0, sounds.Count).GroupBy(i => sounds[i].Class).OrderByDescending(g => g.Count()))
            table.AddRow([@class.Key, $"{@class.Count()}", .. plans.Select(plan =>
            {
                var sides = @class.Select(i => plan.Sides[i]).Where(s => s is not null).Select(s => s!.Value).ToArray();
                return plan.Name == "folds" ? string.Join(" ", Enumerable.Range(0, 5).Select(f => sides.Count(s => s == f))) : $"{sides.Count(s => s == 1) / (double)Math.Max(1, sides.Length):P1}";
            })]);
        LabCommand.WideConsole().Write(table);
    }
}
