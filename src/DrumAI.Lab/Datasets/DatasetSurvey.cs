using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Pictures;

namespace DrumAI.Lab.Datasets;

/// <summary>What a labelled pool holds: class by source, sub-classes, licences, as a Markdown page with pictures.</summary>
internal static class DatasetSurvey
{
    /// <summary>Writes <c>survey.md</c>, <c>classes.png</c>, <c>subclasses.png</c> and <c>class-by-source.png</c>.</summary>
    /// <param name="folder">Pool with labels.csv (path, class, subclass, subclass_basis, source, kit, licence).</param>
    /// <param name="corrections">Decisions to apply first.</param>
    /// <param name="output">Folder to write to.</param>
    /// <exception cref="InvalidDataException">The table lacks a column, or is empty.</exception>
    public static void Write(string folder, IReadOnlyList<LabelCorrection> corrections, string output)
    {
        var decided = corrections.ToDictionary(c => c.Path, StringComparer.Ordinal);
        Row[] rows = [.. Csv.ReadTable(Path.Combine(folder, "labels.csv"), "path", "class", "subclass", "subclass_basis", "source", "kit", "licence")
            .Where(r => decided.GetValueOrDefault(r[0])?.Action != CorrectionAction.Drop)
            .Select(r => decided.GetValueOrDefault(r[0]) is { Action: CorrectionAction.Relabel } c ? new Row(c.Class, c.Subclass, "explicit", r[4], r[5], r[6]) : new Row(r[1], r[2], r[3], r[4], r[5], r[6]))];
        if (rows.Length == 0) throw new InvalidDataException($"{folder} has no labelled sounds.");
        Directory.CreateDirectory(output);
        var taxonomy = DrumTaxonomy.Default;
        var classes = Count(taxonomy.Classes.Select(c => c.Name), rows.Select(r => r.Class));
        var subclasses = taxonomy.Subclasses.Select(s => (s.Name, Count: rows.Count(r => r.Subclass == s.Name), Named: rows.Count(r => r.Subclass == s.Name && r.Basis != "default"))).ToArray();
        var sources = rows.GroupBy(r => r.Source).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        DistributionPicture.Draw(classes, "Sounds by class", Path.Combine(output, "classes.png"));
        DistributionPicture.Draw([.. subclasses.Select(s => (s.Name, s.Count))], "Sounds by sub-class", Path.Combine(output, "subclasses.png"));
        CrossTablePicture.Draw(
            [.. sources.Select(s => s.Key)], [.. classes.Select(c => c.Name)], [.. sources.Select(s => classes.Select(c => s.Count(r => r.Class == c.Name)).ToArray())],
            "Sounds by source and class", Path.Combine(output, "class-by-source.png"));
        using var page = new StreamWriter(Path.Combine(output, "survey.md")) { NewLine = "\n" };
        page.WriteLine($"# What the pool holds\n\n{rows.Length} sounds, {sources.Length} sources, {rows.Select(r => (r.Source, r.Kit)).Distinct().Count()} kits; {corrections.Count} decisions of the audit applied.\n");
        page.WriteLine("![Sounds by class](classes.png)\n\n![Sounds by sub-class](subclasses.png)\n\n![Sounds by source and class](class-by-source.png)\n");
        page.WriteLine("## Classes\n\n| class | sounds | sources | largest source |\n| --- | ---: | ---: | --- |");
        foreach (var (name, count) in classes)
        {
            var by = rows.Where(r => r.Class == name).GroupBy(r => r.Source).OrderByDescending(g => g.Count()).ToArray();
            page.WriteLine($"| {name} | {count} | {by.Length} | {(by.Length == 0 ? "" : $"{by[0].Key}: {(double)by[0].Count() / count:P0}")} |");
        }

        page.WriteLine("\n## Sub-classes\n\n| sub-class | sounds | named so |\n| --- | ---: | ---: |");
        foreach (var (name, count, named) in subclasses) page.WriteLine($"| {name} | {count} | {named} |");
        page.WriteLine("\n## Sources\n\n| source | sounds | kits | classes | licence as stated upstream |\n| --- | ---: | ---: | ---: | --- |");
        foreach (var source in sources)
            page.WriteLine($"| {source.Key} | {source.Count()} | {source.Select(r => r.Kit).Distinct().Count()} | {source.Select(r => r.Class).Distinct().Count()} | {string.Join("; ", source.Select(r => r.Licence).Distinct().Order(StringComparer.Ordinal))} |");
    }

    private static (string Name, int Count)[] Count(IEnumerable<string> names, IEnumerable<string> labels)
    {
        var counts = labels.CountBy(l => l).ToDictionary(StringComparer.Ordinal);
        return [.. names.Select(n => (n, counts.GetValueOrDefault(n))).OrderByDescending(c => c.Item2)];
    }

    private sealed record Row(string Class, string Subclass, string Basis, string Source, string Kit, string Licence);
}
