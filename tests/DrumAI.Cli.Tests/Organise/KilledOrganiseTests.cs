using System.Diagnostics;
using DrumAI.Identity;

namespace DrumAI.Cli.Tests.Organise;

/// <summary>The program killed in the middle of its work, as a power cut would.</summary>
public sealed class KilledOrganiseTests : IDisposable
{
    private const int SoundCount = 150;

    private readonly TestModel model = new();
    private readonly SoundFolder folder = new();

    public KilledOrganiseTests()
    {
        byte[] thump = TestSounds.ToWav(new Audio.Pcm(TestSounds.Thump(8000, 0.1), 1, 8000));
        for (int i = 0; i < SoundCount; i++)
        {
            // No two sounds are the same, so that each can be known again.
            thump[^1] = (byte)i;
            thump[^3] = (byte)(i >> 8);
            folder.Write($"in/{i % 7}/sound {i % 50}.wav", thump);
            folder.Write($"in/{i % 7}/more/{i}.wav", thump);
        }
    }

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("move")]
    [InlineData("copy")]
    public async Task UndoRestoresEverything(string mode)
    {
        string[] before = Describe("in");
        string manifest = await KillHalfWayAsync(mode);

        var result = await CommandResult.RunAsync(["organise", "--undo", manifest]);

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Equal(before, Describe("in"));
        Assert.False(Directory.Exists(folder.Of("out")));
    }

    [Theory]
    [InlineData("move")]
    [InlineData("copy")]
    public async Task ResumeComesToTheSameEnd(string mode)
    {
        await CommandResult.RunAsync(["organise", folder.Of("in"), folder.Of("whole"), "--model", model.Path, "--data", folder.Of("data")]);
        string manifest = await KillHalfWayAsync(mode);

        var result = await CommandResult.RunAsync(["organise", "--resume", manifest]);

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Equal(Describe("whole"), Describe("out"));
        if (mode == "move") Assert.Empty(Directory.EnumerateFiles(folder.Of("in"), "*", SearchOption.AllDirectories));
    }

    /// <summary>Starts the program, and kills it when some files are in their places and some are not.</summary>
    /// <returns>The manifest.</returns>
    private async Task<string> KillHalfWayAsync(string mode)
    {
        int all = Directory.GetFiles(folder.Of("in"), "*", SearchOption.AllDirectories).Length;
        string[] args = ["organise", folder.Of("in"), folder.Of("out"), "--mode", mode, "--model", model.Path, "--data", folder.Of("data")];
        using var program = Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string kicks = folder.Of("out/Kick");
        while (!program.HasExited && !(Directory.Exists(kicks) && Directory.EnumerateFiles(kicks).Take(10).Count() == 10))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        program.Kill();
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(Directory.GetFiles(kicks).Length, 10, all - 1);
        return Assert.Single(Directory.GetFiles(folder.Of("out"), "*.jsonl"));
    }

    private string[] Describe(string relative) =>
        [.. Directory.EnumerateFiles(folder.Of(relative), "*.wav", SearchOption.AllDirectories)
            .Select(f => $"{Path.GetRelativePath(folder.Of(relative), f)} {ContentHash.OfFile(f)}").Order(StringComparer.Ordinal)];
}
