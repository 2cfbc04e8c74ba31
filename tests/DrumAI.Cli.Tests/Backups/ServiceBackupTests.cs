using System.Text.Json;
using DrumAI.Data;

namespace DrumAI.Cli.Tests.Backups;

public sealed class ServiceBackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-service-backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task FoldersKeepTheNewestAndRestoreSaysWhereTheOldOneIs()
    {
        string data = Path.Combine(folder, "data"), backups = Path.Combine(folder, "backups"), elsewhere = Path.Combine(folder, "elsewhere");
        (await DrumDatabase.OpenAsync($"Data Source={Path.Combine(data, "service.db")}", cancellation: TestContext.Current.CancellationToken)).Dispose();
        string[] backup = ["backup", "--data", data, "--to", backups, "--keep", "2", "--format", "jsonl"];
        for (int i = 0; i < 3; i++) Assert.Equal(ExitCode.Success, (await CommandResult.RunAsync(backup)).ExitCode);
        string newest = Directory.GetFiles(backups, "*.db").Order(StringComparer.Ordinal).Last();
        Assert.Equal(2, Directory.GetFiles(backups, "*.db").Length);

        Assert.Equal(ExitCode.Success, (await CommandResult.RunAsync(["restore", newest, "--data", elsewhere])).ExitCode);
        var refused = await CommandResult.RunAsync(["restore", newest, "--data", elsewhere]);
        Assert.Equal(ExitCode.Failure, refused.ExitCode);
        Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);

        var replaced = await CommandResult.RunAsync(["restore", newest, "--data", elsewhere, "--replace", "--format", "jsonl"]);
        using var line = JsonDocument.Parse(replaced.Output);
        Assert.True(line.RootElement.GetProperty("compared").GetBoolean());
        Assert.True(File.Exists(line.RootElement.GetProperty("kept").GetString()));
    }

    [Fact]
    public async Task AddressMayLieInAFile()
    {
        string data = Path.Combine(folder, "other.db"), secret = Path.Combine(folder, "secret");
        await File.WriteAllTextAsync(secret, $"Data Source={data}\n", TestContext.Current.CancellationToken);
        (await DrumDatabase.OpenAsync($"@{secret}", cancellation: TestContext.Current.CancellationToken)).Dispose();

        Assert.True(File.Exists(data));
        Assert.Equal(ExitCode.Success, (await CommandResult.RunAsync(["backup", Path.Combine(folder, "copy.db"), "--database", $"@{secret}"])).ExitCode);
    }

    [Theory]
    [InlineData("a FILE or --to DIR", "backup")]
    [InlineData("a FILE or --to DIR", "backup", "a.db", "--to", "b")]
    [InlineData("from 1 up, not 0", "backup", "--to", "b", "--keep", "0")]
    [InlineData("Host= for PostgreSQL", "restore", "a.db", "--database", "Server=x")]
    public async Task WhatMakesNoSenseIsAUsageError(string message, params string[] args)
    {
        var result = await CommandResult.RunAsync(args);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
