using System.Globalization;
using System.Text.RegularExpressions;
using DrumAI.Tests;
using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests.Labelling;

public sealed partial class LabelCommandTests
{
    [Fact]
    public async Task LabelsOfAFolderAreWrittenAsTrainingReadsThem()
    {
        using var small = new SmallSet();
        string output = Path.Combine(small.Set.Folder, "made.csv");
        using var program = await LabProgram.RunAsync("label", small.Set.Folder, "--output", output);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("12  Kick", program.Output, StringComparison.Ordinal);
        Assert.Contains("0  unlabelled", program.Output, StringComparison.Ordinal);
        File.Copy(output, Path.Combine(small.Set.Folder, "labels.csv"), overwrite: true);
        var set = DrumAI.Training.LabelledSet.Load(small.Set.Folder, DrumAI.Taxonomy.DrumTaxonomy.Default);
        Assert.Equal(small.Set.Sounds.Select(s => (s.Path, s.Class)).Order(), set.Sounds.Select(s => (s.Path, s.Class)).Order());
    }

    /// <summary>What the project promises: 97 % where a source has a definition of its own, 90 % where the general one must do.</summary>
    [Fact]
    public async Task DefinitionsAgreeWithThePool()
    {
        string pool = SharedFolder.Require("drums");
        using var program = await LabProgram.RunAsync("label", pool, "--score");
        Assert.True(program.ExitCode == 0, program.Error);
        var rows = ScoreRow().Matches(program.Output).Select(m => (Source: m.Groups[1].Value.Trim(), Definition: m.Groups[2].Value.Trim(), Class: double.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture))).ToArray();
        var defined = rows.Where(r => r.Definition is not ("general" or "")).ToArray();
        Assert.True(defined.Length >= 10);
        Assert.All(defined, r => Assert.True(r.Class >= 97, $"{r.Source}: {r.Class} %"));
        Assert.True(rows.Single(r => r.Source == "all without one").Class >= 90);
        Assert.True(rows.Single(r => r.Source == "of these, sources unseen as a whole").Class >= 90);
    }

    [GeneratedRegex(@"^│ ([^│]+) │ ([^│]*) │ +\d+ │ +([\d.]+) %", RegexOptions.Multiline)]
    private static partial Regex ScoreRow();
}
