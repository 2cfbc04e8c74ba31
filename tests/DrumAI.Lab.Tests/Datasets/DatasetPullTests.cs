using System.IO.Compression;
using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests.Datasets;

public sealed class DatasetPullTests : IDisposable
{
    private readonly SmallSet small = new();
    private readonly string output = Directory.CreateTempSubdirectory("pull").FullName;

    public void Dispose()
    {
        small.Dispose();
        Directory.Delete(output, recursive: true);
    }

    [Fact]
    public async Task LocalArchiveIsTakenWithItsFoldersAndNames()
    {
        string archive = Path.Combine(output, "drums.zip");
        await ZipFile.CreateFromDirectoryAsync(small.Set.Folder, archive, TestContext.Current.CancellationToken);
        using var program = await LabProgram.RunAsync("datasets", "pull", "wavegan-drums", "--from", archive, "--output", Path.Combine(output, "taken"));
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("untested", program.Error, StringComparison.Ordinal);
        Assert.Contains("checksum", program.Error, StringComparison.Ordinal);
        Assert.Equal(36, Directory.GetFiles(Path.Combine(output, "taken"), "*.wav", SearchOption.AllDirectories).Length);
        Assert.True(File.Exists(Path.Combine(output, "taken", "kit0", "Kick0.wav")));
        Assert.Contains("wavegan-drums", await File.ReadAllTextAsync(Path.Combine(output, "taken", "origin.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderWithoutSoundsIsRefused()
    {
        string empty = Directory.CreateDirectory(Path.Combine(output, "empty")).FullName;
        using var program = await LabProgram.RunAsync("datasets", "pull", "general", "--from", empty, "--output", Path.Combine(output, "taken"));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("holds no sounds", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetWithoutAnAddressAsksForALocalCopy()
    {
        using var program = await LabProgram.RunAsync("datasets", "pull", "200-drum-machines", "--output", output);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("--from", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListMarksWhatIsUntestedAndShowTellsTheRules()
    {
        using var list = await LabProgram.RunAsync("datasets", "list");
        Assert.Contains("untested", list.Output.Split('\n').Single(l => l.Contains("vcsl", StringComparison.Ordinal)), StringComparison.Ordinal);
        using var show = await LabProgram.RunAsync("datasets", "show", "147-drum-machines");
        Assert.Contains(@"op?[\.\- _]?(hi)?hat", show.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SurveyCountsWhatAPoolHolds()
    {
        string table = Path.Combine(small.Set.Folder, "labels.csv");
        var lines = await File.ReadAllLinesAsync(table, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(table, lines.Select((l, i) => l + (i == 0 ? ",source,kit,licence" : $",synthetic,kit{i % 3},CC0")), TestContext.Current.CancellationToken);
        using var program = await LabProgram.RunAsync("datasets", "survey", small.Set.Folder, "--output", output);
        Assert.True(program.ExitCode == 0, program.Error);
        string page = await File.ReadAllTextAsync(Path.Combine(output, "survey.md"), TestContext.Current.CancellationToken);
        Assert.Contains("36 sounds, 1 sources, 3 kits", page, StringComparison.Ordinal);
        Assert.Contains("| Clave | 12 | 1 | synthetic: 100 % |", page, StringComparison.Ordinal);
        Assert.Contains("| synthetic | 36 | 3 | 3 | CC0 |", page, StringComparison.Ordinal);
        foreach (string picture in (string[])["classes.png", "subclasses.png", "class-by-source.png"]) Assert.True(new FileInfo(Path.Combine(output, picture)).Length > 1000);
    }
}
