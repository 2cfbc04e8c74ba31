using System.Diagnostics;

namespace DrumAI.Cli.Tests;

/// <summary>The program as a process of its own: what only shows at its edges.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TestModel model = new();
    private readonly SoundFolder folder = new();

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task ExitCodeReachesTheCaller()
    {
        folder.Write("junk.wav", "junk"u8);

        using var program = ChildProgram.Start("classify", folder.Path, "--format", "jsonl", "--model", model.Path);
        string output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.SomeUnreadable, await ChildProgram.ExitCodeOfAsync(program));
        Assert.Contains("\"code\":\"notAudio\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoProgressIsShownWhereNobodyWatches()
    {
        folder.Thump("kick.wav");

        using var program = ChildProgram.Start("classify", folder.Path, "--model", model.Path);
        var error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await error);
        Assert.Equal(ExitCode.Success, await ChildProgram.ExitCodeOfAsync(program));
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("table")]
    public async Task ReaderThatGoesAwayEndsTheWorkQuietly(string format)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The system hides closed pipes here.");
        MakeEndlessWork();

        using var program = ChildProgram.Start(["classify", .. Enumerable.Repeat(folder.Path, 20_000), "--format", format, "--model", model.Path]);
        var error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        program.StandardOutput.Close();

        Assert.Equal(ExitCode.Success, await ChildProgram.ExitCodeOfAsync(program));
        Assert.Empty(await error);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task InterruptEndsTheWorkAfterAWholeLine(string signal)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There are no such signals here.");
        MakeEndlessWork();

        using var program = ChildProgram.Start(["classify", .. Enumerable.Repeat(folder.Path, 20_000), "--format", "jsonl", "--model", model.Path]);
        var error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        using (var kill = Process.Start("kill", [$"-{signal}", $"{program.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        string output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Interrupted, await ChildProgram.ExitCodeOfAsync(program));
        Assert.EndsWith("}\n", output, StringComparison.Ordinal);
        Assert.InRange(output.Count(c => c == '\n'), 0, 190_000);
        Assert.Equal("drumai: stopped before the end.\n", await error);
    }

    [Fact]
    public async Task OutputIntoAFileThatOthersShareIsAppended()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There is no shell for it here.");
        folder.Thump("kick.wav");
        string file = folder.Of("rows.txt");
        string program = $"dotnet \"{typeof(CommandLine).Assembly.Location}\"";

        using var shell = Process.Start("sh", ["-c", $"({program} --version; {program} --version) > \"{file}\""]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);
    }

    /// <summary>Walked twenty thousand times, this outlasts all patience: only a program that stops ends in time.</summary>
    private void MakeEndlessWork()
    {
        for (int i = 0; i < 10; i++) folder.Thump($"kick {i}.wav");
    }
}
