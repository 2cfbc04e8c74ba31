using DrumAI.Audio;
using DrumAI.Client;

namespace DrumAI.Cli.Tests.Serve;

public sealed class ServeTests : IDisposable
{
    private readonly TestModel model = new();
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-serve-").FullName;

    public void Dispose()
    {
        model.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task ServesAndEndsCleanlyWhenItIsTold()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var program = await ServingProgram.StartAsync("--data", folder, "--model", model.Path);
        using var http = new HttpClient { BaseAddress = program.Address };
        byte[] sound = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));

        Assert.Equal("Kick", (await new DrumServiceClient(http).PredictAsync(sound, TestContext.Current.CancellationToken)).Class);
        Assert.Equal(ExitCode.Success, await program.StopAsync());
        Assert.All(Directory.GetFiles(folder), f => Assert.StartsWith("service.db", Path.GetFileName(f), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--host", "example")]
    [InlineData("--database", "Server=elsewhere")]
    [InlineData("--proxy", "nginx")]
    public async Task OptionThatMakesNoSenseIsAUsageError(string option, string value)
    {
        var result = await ChildProgram.RunAsync("serve", "--data", folder, "--model", model.Path, option, value);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("drumai serve: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatabaseThatDoesNotAnswerIsAFailureThatSaysSo()
    {
        var result = await ChildProgram.RunAsync("serve", "--port", "0", "--model", model.Path, "--database", "Host=127.0.0.1;Port=1;Timeout=2");

        Assert.Equal(ExitCode.Failure, result.ExitCode);
        Assert.Contains("database", result.Error, StringComparison.Ordinal);
    }
}
