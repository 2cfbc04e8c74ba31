namespace DrumAI.Fingerprints;

/// <summary>One sound of the labelled pool, as far as it is used here.</summary>
/// <param name="Path">Where the sound lies below the pool's folder.</param>
/// <param name="Instrument">Source, kit and class: sounds that share it are siblings.</param>
/// <param name="Fold">Its fold: kin libraries share one.</param>
internal sealed record LabelledFile(string Path, string Instrument, int Fold)
{
    /// <summary>Reads the rows of <c>labels.csv</c> and <c>folds.csv</c> whose file is there.</summary>
    public static LabelledFile[] ReadAll(string folder)
    {
        var folds = Rows(folder, "folds.csv").ToDictionary(f => f[0], f => int.Parse(f[2]), StringComparer.Ordinal);
        return [.. Rows(folder, "labels.csv").Where(f => File.Exists(System.IO.Path.Combine(folder, f[0])))
            .Select(f => new LabelledFile(f[0], $"{f[3]}|{f[4]}|{f[1]}", folds[f[0]]))];
    }

    private static IEnumerable<List<string>> Rows(string folder, string name) => File.ReadLines(System.IO.Path.Combine(folder, name)).Skip(1).Select(Split);

    private static List<string> Split(string line)
    {
        var fields = new List<string> { "" };
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) fields.Add("");
            else fields[^1] += c;
        }

        return fields;
    }
}
