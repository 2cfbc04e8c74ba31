using System.Diagnostics;
using DrumAI.Audio;

namespace DrumAI.Cli.Tests.Classify;

public sealed class PrivacyTests : IDisposable
{
    private readonly TestModel model = new();
    private readonly string home = Directory.CreateTempSubdirectory("drumai-home-").FullName;
    private readonly string sounds = Directory.CreateTempSubdirectory("drumai-sounds-").FullName;

    public void Dispose()
    {
        model.Dispose();
        Directory.Delete(home, recursive: true);
        Directory.Delete(sounds, recursive: true);
    }

    /// <summary>A library that it uses would name the machine and keep a diary in the user's folder, were it not told otherwise in time.</summary>
    [Fact]
    public async Task ClassifyWritesNothingIntoTheUsersFoldersNorForOthersToSend()
    {
        string file = Path.Combine(sounds, "kick.wav");
        await File.WriteAllBytesAsync(file, TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100)), TestContext.Current.CancellationToken);
        var start = ChildProgram.StartInfo("classify", file, "--model", model.Path);
        foreach (string name in new[] { "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" }) start.Environment[name] = home;
        start.Environment.Remove("ORT_DISABLE_TELEMETRY");
        using var program = Process.Start(start)!;
        string said = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Success, await ChildProgram.ExitCodeOfAsync(program));
        Assert.Contains("Kick", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(home, "*", SearchOption.AllDirectories));
    }
}
