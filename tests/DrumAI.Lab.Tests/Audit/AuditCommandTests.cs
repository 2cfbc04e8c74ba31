using System.Text.Json;
using DrumAI.Tests;
using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests.Audit;

public sealed class AuditCommandTests : IDisposable
{
    private readonly SmallSet small = new();
    private readonly string output = Directory.CreateTempSubdirectory("lab-audit").FullName;

    public void Dispose()
    {
        small.Dispose();
        Directory.Delete(output, recursive: true);
    }

    [Fact]
    public async Task WrongLabelIsFoundReviewedAndCorrected()
    {
        string embedder = "mn04=" + SharedFolder.Require("models", "efficientat_mn04_as.onnx");
        // One hat is called a kick.
        string table = Path.Combine(small.Set.Folder, "labels.csv");
        await File.WriteAllTextAsync(table, (await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken)).Replace("kit2/Hat1.wav,Hat,Hat_Close,explicit", "kit2/Hat1.wav,Kick,,", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string[] audit = ["audit", small.Set.Folder, "--store", $"Data Source={output}/f.db", "--embedder", embedder, "--output", output, "--corrections", $"{output}/c.csv"];
        using (var program = await LabProgram.RunAsync(audit)) Assert.True(program.ExitCode == 0, program.Error);
        using (var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "audit.json"), TestContext.Current.CancellationToken)))
        {
            var worst = report.RootElement.GetProperty("findings")[0];
            Assert.Equal("kit2/Hat1.wav", worst.GetProperty("path").GetString());
            Assert.Equal("Hat", worst.GetProperty("suggested").GetString());
        }

        string page = await File.ReadAllTextAsync(Path.Combine(output, "audit.html"), TestContext.Current.CancellationToken);
        Assert.Contains("data:audio/wav;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("%DATA%", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);

        string decisions = Path.Combine(output, "decisions.csv");
        await File.WriteAllTextAsync(decisions, "path,from,action,class,subclass,round,reason\nkit2/Hat1.wav,Kick,relabel,Hat,Hat_Close,0,heard by a reviewer\n", TestContext.Current.CancellationToken);
        using (var program = await LabProgram.RunAsync([.. audit, "--decisions", decisions]))
        {
            Assert.True(program.ExitCode == 0, program.Error);
            Assert.Contains("round 1: 1 decisions", program.Output, StringComparison.Ordinal);
        }

        Assert.Contains("kit2/Hat1.wav,Kick,relabel,Hat,Hat_Close,1,heard by a reviewer", await File.ReadAllTextAsync(Path.Combine(output, "c.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(output, "c.rounds.csv"), TestContext.Current.CancellationToken)).Length);
        using var again = await LabProgram.RunAsync(audit);
        Assert.DoesNotContain("kit2/Hat1.wav", await File.ReadAllTextAsync(Path.Combine(output, "audit.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await File.WriteAllTextAsync(decisions, "path,from,action,class,subclass,round,reason\nkit0/Hat1.wav,Tom,relabel,Hat,,0,x\n", TestContext.Current.CancellationToken);
        using var stale = await LabProgram.RunAsync([.. audit, "--decisions", decisions]);
        Assert.Equal(1, stale.ExitCode);
        Assert.Contains("made on other labels", stale.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SplitsOfALabelledFolderAreWrittenAndChecked()
    {
        using (var label = await LabProgram.RunAsync("label", small.Set.Folder, "--output", Path.Combine(small.Set.Folder, "labels.csv"))) Assert.Equal(0, label.ExitCode);
        string[] split = ["split", small.Set.Folder, "--store", $"Data Source={output}/f.db", "--output", output];
        using (var program = await LabProgram.RunAsync(split))
        {
            Assert.True(program.ExitCode == 0, program.Error);
            Assert.Contains("0 kits, 0 pairs of near-duplicates", program.Output, StringComparison.Ordinal);
        }

        foreach (string file in (string[])["class-80-20.csv", "subclass-80-20.csv", "folds.csv"])
            using (var check = await LabProgram.RunAsync([.. split, "--check", Path.Combine(output, file)])) Assert.True(check.ExitCode == 0, check.Output);
        string dirty = Path.Combine(output, "dirty.csv");
        await File.WriteAllTextAsync(dirty, "path,part\nkit0/Kick0.wav,train\nkit0/Hat0.wav,test\n", TestContext.Current.CancellationToken);
        using var refused = await LabProgram.RunAsync([.. split, "--check", dirty]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("kit0", refused.Output, StringComparison.Ordinal);
    }
}
