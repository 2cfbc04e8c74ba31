namespace DrumAI.Fingerprints;

/// <summary>One row of the labelled pool's <c>labels.csv</c>, as far as it is used here.</summary>
/// <param name="Path">Where the sound lies.</param>
/// <param name="Instrument">Source, kit and class: sounds that share it are siblings.</param>
internal sealed record LabelledFile(string Path, string Instrument)
{
    /// <summary>Reads the rows whose file is there.</summary>
    public static LabelledFile[] ReadAll(string folder) =>
        [.. File.ReadLines(System.IO.Path.Combine(folder, "labels.csv")).Skip(1).Select(Split)
            .Select(f => new LabelledFile(System.IO.Path.Combine(folder, f[0]), $"{f[3]}|{f[4]}|{f[1]}")).Where(f => File.Exists(f.Path))];

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
